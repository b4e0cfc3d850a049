namespace BedrockDefense.Sigma.Reading;

/// <summary>Reads a detection rule.</summary>
internal static class RuleReader
{
    private static readonly string[] Keys = ["logsource", "detection"];

    public static SigmaRule Read(YamlMap document, FaultList faults, FaultList remarks)
    {
        var map = new MapReader(document, faults);
        map.Require(["title", .. Keys]);
        var rule = new SigmaRule
        {
            File = document.Location.File,
            Title = "",
            LogSource = ReadLogSource(map.Map("logsource"), faults),
            LogSourceLocation = document.Find("logsource")?.Location,
            Detection = map.Map("detection") is { } detection ? DetectionReader.Read(detection, faults) : new AnyOf([]),
        };
        return MetadataReader.Read(rule, document, Keys, faults, remarks);
    }

    public static LogSource ReadLogSource(YamlMap? logSource, FaultList faults)
    {
        if (logSource is null)
        {
            return new LogSource(null, null, null);
        }

        var map = new MapReader(logSource, faults);
        map.Allow("logsource", "category", "product", "service", "definition");
        if (logSource.Entries.Count == 0)
        {
            faults.Add(logSource.Location, "the logsource is empty; write product: aws and service: cloudtrail");
        }

        return new LogSource(map.Text("category"), map.Text("product"), map.Text("service"));
    }
}
