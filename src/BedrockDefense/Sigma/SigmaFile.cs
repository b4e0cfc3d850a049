using BedrockDefense.Sigma.Reading;

namespace BedrockDefense.Sigma;

/// <summary>The rules and correlations of one file, whose YAML documents are separated by <c>---</c>.</summary>
public sealed record SigmaFile(IReadOnlyList<SigmaRule> Rules, IReadOnlyList<SigmaCorrelation> Correlations)
{
    /// <summary>
    /// Deviations from the specification that do not affect evaluation, such as the form of titles, dates and references.
    /// </summary>
    public IReadOnlyList<Fault> Remarks { get; init; } = [];

    /// <summary>
    /// The faults that make rules of the file unusable, each with line and column. <see cref="Parse"/> throws them, and so leaves
    /// this list empty.
    /// </summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Reads a file of detection rules and correlation rules.</summary>
    /// <exception cref="SigmaException">
    /// The file has faults. The exception lists all of them and the remarks, each with line and column.
    /// </exception>
    public static SigmaFile Parse(string yaml, string file)
    {
        var read = Read(yaml, file);
        return read.Faults.Count == 0
            ? read
            : throw new SigmaException([
                .. read
                    .Faults.Concat(read.Remarks)
                    .OrderBy(fault => fault.Location?.Line ?? int.MaxValue)
                    .ThenBy(fault => fault.Location?.Column),
            ]);
    }

    /// <summary>
    /// Reads the usable rules of a file. A rule with a fault is left out. If the file has a correlation, a fault leaves out all
    /// rules, because they were not written to be used alone.
    /// </summary>
    public static SigmaFile Read(string yaml, string file)
    {
        var (faults, remarks) = (new FaultList(), new FaultList());
        var rules = new List<SigmaRule>();
        var correlations = new List<SigmaCorrelation>();
        var documents = YamlReader.Read(yaml, file, faults);
        if (documents.Count == 0 && faults.Count == 0)
        {
            faults.Add(new SourceLocation(file), "the file is empty; a Sigma rule has at least title, logsource and detection");
        }

        var isWhole = faults.Count == 0;
        foreach (var document in documents)
        {
            var before = faults.Count;
            if (document is not YamlMap map)
            {
                faults.Add(document.Location, "a Sigma rule is a mapping with title, logsource and detection");
            }
            else if (map.Find("correlation") is not null)
            {
                correlations.Add(CorrelationReader.Read(map, faults, remarks));
                isWhole &= faults.Count == before;
            }
            else if (RuleReader.Read(map, faults, remarks) is var rule && faults.Count == before)
            {
                rules.Add(rule);
            }
        }

        isWhole &= correlations.Count == 0 || faults.Count == 0;
        return new SigmaFile(isWhole ? rules : [], isWhole ? correlations : [])
        {
            Faults = faults.ToSortedList(),
            Remarks = remarks.ToSortedList(),
        };
    }
}
