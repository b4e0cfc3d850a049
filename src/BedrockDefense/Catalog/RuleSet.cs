using BedrockDefense.Sigma;

namespace BedrockDefense.Catalog;

/// <summary>A user's rules: those that can be searched for in CloudTrail records, and those that cannot, with the reasons.</summary>
/// <param name="Detections">The rules that are not part of a correlation.</param>
/// <param name="Hunts">The correlations with their rules.</param>
/// <param name="Faults">The reasons why other rules cannot be run, each with its location.</param>
/// <param name="OtherLogs">The rules that are about other logs than CloudTrail, each with its location.</param>
public sealed record RuleSet(
    IReadOnlyList<Detection> Detections,
    IReadOnlyList<Hunt> Hunts,
    IReadOnlyList<Fault> Faults,
    IReadOnlyList<Fault> OtherLogs
)
{
    /// <summary>Reads the rules of several files. A correlation may refer to rules in other files of the set.</summary>
    /// <param name="files">The names and the texts of the files.</param>
    public static RuleSet Read(IReadOnlyList<(string File, string Yaml)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        List<SigmaFile> read = [.. files.Select(file => SigmaFile.Read(file.Yaml, file.File))];
        List<Fault> faults = [.. read.SelectMany(file => file.Faults)];
        var otherLogs = new List<Fault>();
        var rules = new CorrelatedRules([.. read.SelectMany(file => file.Rules)], [.. read.SelectMany(file => file.Correlations)]);
        var serving = new HashSet<SigmaRule>(ReferenceEqualityComparer.Instance);
        var hunts = new List<Hunt>();
        foreach (
            var (correlation, id) in read.SelectMany(file => NumberDocuments(file.Correlations, isAlone: file.Correlations.Count == 1))
        )
        {
            var used = new HashSet<SigmaRule>(ReferenceEqualityComparer.Instance);
            var hunt = rules.Find(id, correlation, used, faults);
            if (!correlation.Generate)
            {
                serving.UnionWith(used);
            }

            Fault[] others = [.. new[] { FaultOf(correlation) }.Concat(used.Select(FaultOf)).OfType<Fault>()];
            otherLogs.AddRange(others);
            if (hunt is not null && others is [])
            {
                hunts.Add(hunt);
            }
        }

        var detections = new List<Detection>();
        foreach (
            var (rule, id) in read.SelectMany(file =>
                NumberDocuments(file.Rules, isAlone: file.Rules.Count == 1 && file.Correlations.Count == 0)
            )
        )
        {
            if (serving.Contains(rule))
            {
                continue;
            }

            if (FaultOf(rule) is { } fault)
            {
                otherLogs.Add(fault);
            }
            else
            {
                detections.Add(new Detection(id, rule));
            }
        }

        return new RuleSet(detections, hunts, [.. faults.Distinct()], [.. otherLogs.Distinct()]);
    }

    // The id comes from the file, with a number when the file has several documents.
    private static IEnumerable<(T Document, string Id)> NumberDocuments<T>(IReadOnlyList<T> documents, bool isAlone)
        where T : SigmaDocument =>
        documents.Select((document, index) => (document, DetectionFolder.IdOf(document.File) + (isAlone ? "" : $"#{index + 1}")));

    private static Fault? FaultOf(SigmaRule rule) =>
        rule.LogSource.IsCloudTrail ? null : OtherLogFault(rule.LogSource, rule.LogSourceLocation ?? new SourceLocation(rule.File));

    private static Fault? FaultOf(SigmaCorrelation correlation) =>
        correlation.LogSource is { IsCloudTrail: false } other ? OtherLogFault(other, new SourceLocation(correlation.File)) : null;

    private static Fault OtherLogFault(LogSource source, SourceLocation location) =>
        new($"the rule is for another log ({source}); CloudTrail's records are product aws, service cloudtrail", location);
}
