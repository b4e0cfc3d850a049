using BedrockDefense.Sigma.Reading;

namespace BedrockDefense.Sigma;

/// <summary>The rules and correlations of one file; YAML documents are separated by <c>---</c>.</summary>
public sealed record SigmaFile(IReadOnlyList<SigmaRule> Rules, IReadOnlyList<SigmaCorrelation> Correlations)
{
    /// <summary>Reads a file of detection rules and correlation rules.</summary>
    /// <exception cref="SigmaException">All faults of the file, each with line and column.</exception>
    public static SigmaFile Parse(string yaml, string file)
    {
        var faults = new FaultList();
        var rules = new List<SigmaRule>();
        var correlations = new List<SigmaCorrelation>();
        var documents = YamlReader.Read(yaml, file, faults);
        if (documents.Count == 0 && faults.Count == 0)
            faults.Add(new SourceLocation(file), "the file is empty; a Sigma rule has at least title, logsource and detection");
        foreach (var document in documents)
        {
            if (document is not YamlMap map)
                faults.Add(document.Location, "a Sigma rule is a mapping with title, logsource and detection");
            else if (map.Find("correlation") is not null)
                correlations.Add(CorrelationReader.Read(map, faults));
            else
                rules.Add(RuleReader.Read(map, faults));
        }
        faults.ThrowIfAny();
        return new SigmaFile(rules, correlations);
    }
}
