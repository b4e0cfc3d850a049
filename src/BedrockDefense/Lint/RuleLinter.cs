using BedrockDefense.Catalog;
using BedrockDefense.Lint.Checks;
using BedrockDefense.Sigma;

namespace BedrockDefense.Lint;

/// <summary>
/// Finds what is wrong with Sigma rules that can be read but would not do what they say: names CloudTrail never writes,
/// absence that some engines never see, exemptions that exempt nobody, missing metadata, cases and runbooks.
/// </summary>
public static class RuleLinter
{
    /// <summary>Lints files together; ids must differ between all of them. A file that cannot be read as rules is a finding.</summary>
    /// <param name="files">The files.</param>
    /// <param name="unreadable">Why other files that were meant are not among them.</param>
    public static LintReport Lint(IEnumerable<RuleText> files, IReadOnlyList<Fault>? unreadable = null) =>
        Lint(files, unreadable ?? [], [], _ => []);

    /// <summary>Checks rules, the folders of detections that they lie in, and a stack made of them all.</summary>
    /// <param name="files">The files.</param>
    /// <param name="unreadable">Why other files that were meant are not among them.</param>
    /// <param name="misplaced">What is wrong with the folders in which they lie.</param>
    /// <param name="deployed">Says why a stack could not be made of these detections.</param>
    public static LintReport Lint(
        IEnumerable<RuleText> files,
        IReadOnlyList<Fault> unreadable,
        IReadOnlyList<Fault> misplaced,
        Func<IReadOnlyList<CheckedDetection>, IEnumerable<Fault>> deployed
    )
    {
        ArgumentNullException.ThrowIfNull(files);
        List<LintFinding> findings =
        [
            .. unreadable.Select(fault => Finding(fault, "rule")),
            .. misplaced.Select(fault => Finding(fault, "folder")),
        ];
        var ids = new Dictionary<string, SourceLocation>(StringComparer.OrdinalIgnoreCase);
        List<RuleText> all = [.. files];
        var detections = new List<CheckedDetection>();
        foreach (var file in all)
        {
            var rules = SigmaFile.Read(file.Yaml, file.File);
            findings.AddRange(rules.Rules.SelectMany(DetectionChecks));
            findings.AddRange(rules.Remarks.Select(remark => Finding(remark, "metadata")));
            if (rules.Faults.Count == 0)
            {
                findings.AddRange(MetadataChecks(file, ids));
            }

            findings.AddRange(CompanionChecks.Find(file));
            if (file.Detection is { } id)
            {
                findings.AddRange(DetectionCheck.Find(id, file, detections));
            }
        }

        findings.AddRange(CatalogCheck.Find(detections));
        findings.AddRange((detections is [] ? [] : deployed(detections)).Select(fault => Finding(fault, "stack")));

        var set = RuleSet.Read([.. all.Select(file => (file.File, file.Yaml))]);
        findings.AddRange(set.Faults.Select(fault => Finding(fault, "rule")));
        findings.AddRange(set.OtherLogs.Select(fault => Finding(fault, "logsource")));

        return new LintReport(
            [
                .. findings
                    .Distinct()
                    .OrderBy(finding => finding.Location.File, StringComparer.Ordinal)
                    .ThenBy(finding => finding.Location.Line)
                    .ThenBy(finding => finding.Location.Column)
                    .ThenBy(finding => finding.Check, StringComparer.Ordinal)
                    .ThenBy(finding => finding.Message, StringComparer.Ordinal),
            ],
            set.Faults.Count > 0 || unreadable.Count > 0
        );
    }

    private static LintFinding Finding(Fault fault, string check) =>
        new(fault.Location ?? new SourceLocation("rules"), LintSeverity.Error, fault.Message, check);

    // Only of CloudTrail's records is it known what they hold.
    private static IEnumerable<LintFinding> DetectionChecks(SigmaRule rule) =>
        rule.LogSource.IsCloudTrail
            ?
            [
                .. EventNameCheck.Find(rule),
                .. FieldCheck.Find(rule),
                .. FieldCheck.FindUnanswerable(rule),
                .. AbsenceCheck.Find(rule),
                .. ExemptionCheck.Find(rule),
            ]
            : [];

    // A file with a correlation alerts by it only; what it correlates needs no more than an id of its own.
    private static IEnumerable<LintFinding> MetadataChecks(RuleText file, Dictionary<string, SourceLocation> ids)
    {
        YamlMap[] documents = [.. YamlReader.Read(file.Yaml, file.File, new FaultList()).OfType<YamlMap>()];
        var isHunt = documents.Any(document => document.Find("correlation") is not null);
        return documents.SelectMany(document =>
            MetadataCheck.Find(document, isHunt && document.Find("correlation") is null, file.Runbook is not null, ids)
        );
    }
}
