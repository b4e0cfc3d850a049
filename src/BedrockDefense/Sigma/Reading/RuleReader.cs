namespace BedrockDefense.Sigma.Reading;

/// <summary>Reads a detection rule.</summary>
internal static class RuleReader
{
    public static SigmaRule Read(YamlMap document, FaultList faults)
    {
        var map = new MapReader(document, faults);
        map.Allow("a detection rule", [.. MetadataReader.Keys, "logsource", "detection"]);
        map.Require("title", "logsource", "detection");
        var rule = new SigmaRule
        {
            File = document.Location.File,
            Title = "",
            LogSource = ReadLogSource(map.Map("logsource"), faults),
            Detection = map.Map("detection") is { } detection ? DetectionReader.Read(detection, faults) : new AnyOf([]),
        };
        return MetadataReader.Read(rule, map, document, faults);
    }

    private static LogSource ReadLogSource(YamlMap? logSource, FaultList faults)
    {
        if (logSource is null)
            return new LogSource(null, null, null);
        var map = new MapReader(logSource, faults);
        map.Allow("logsource", "category", "product", "service", "definition");
        _ = map.Text("definition");
        return new LogSource(map.Text("category"), map.Text("product"), map.Text("service"));
    }
}
