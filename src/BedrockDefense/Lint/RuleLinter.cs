using BedrockDefense.Catalog;
using BedrockDefense.Lint.Checks;
using BedrockDefense.Sigma;

namespace BedrockDefense.Lint;

/// <summary>
/// Finds faults in Sigma rules that can be read but would not work as intended: names that CloudTrail never writes, tests for
/// absence that some engines do not support, exemptions that exempt nobody, and missing metadata, cases and runbooks.
/// </summary>
public static class RuleLinter
{
    /// <summary>Lints files together; their ids must all differ. A file that cannot be read as rules is a finding.</summary>
    /// <param name="files">The files.</param>
    /// <param name="unreadable">The reasons why other files could not be read.</param>
    public static LintReport Lint(IEnumerable<RuleText> files, IReadOnlyList<Fault>? unreadable = null) =>
        Lint(files, unreadable ?? [], [], _ => []);

    /// <summary>Checks rules, the folders of detections that contain them, and a stack with all of these detections.</summary>
    /// <param name="files">The files.</param>
    /// <param name="unreadable">The reasons why other files could not be read.</param>
    /// <param name="folderFaults">Faults of the folders that contain the files.</param>
    /// <param name="findStackFaults">Returns the reasons why a stack cannot be made of the detections.</param>
    public static LintReport Lint(
        IEnumerable<RuleText> files,
        IReadOnlyList<Fault> unreadable,
        IReadOnlyList<Fault> folderFaults,
        Func<IReadOnlyList<CheckedDetection>, IEnumerable<Fault>> findStackFaults
    )
    {
        ArgumentNullException.ThrowIfNull(files);
        List<LintFinding> findings =
        [
            .. unreadable.Select(fault => Finding(fault, "rule")),
            .. folderFaults.Select(fault => Finding(fault, "folder")),
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
        findings.AddRange((detections is [] ? [] : findStackFaults(detections)).Select(fault => Finding(fault, "stack")));

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

    // The shape of records is known only for CloudTrail.
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

    // In a file with a correlation, only the correlation sends alerts. Its rules need no more than their own ids.
    private static IEnumerable<LintFinding> MetadataChecks(RuleText file, Dictionary<string, SourceLocation> ids)
    {
        YamlMap[] documents = [.. YamlReader.Read(file.Yaml, file.File, new FaultList()).OfType<YamlMap>()];
        var isHunt = documents.Any(document => document.Find("correlation") is not null);
        return documents.SelectMany(document =>
            MetadataCheck
                .Find(document, isHunt && document.Find("correlation") is null, file.Runbook is not null, ids)
                .Concat(TagCheck.Find(document))
        );
    }
}
