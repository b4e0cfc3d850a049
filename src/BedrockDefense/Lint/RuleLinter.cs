using BedrockDefense.Catalog;
using BedrockDefense.Lint.Checks;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Reading;

namespace BedrockDefense.Lint;

/// <summary>
/// Finds what is wrong with Sigma rules that can be read but would not do what they say: names CloudTrail never writes,
/// absence that some engines never see, exemptions that exempt nobody, missing metadata, cases and runbooks.
/// </summary>
public static class RuleLinter
{
    /// <summary>Lints files together; ids must differ between all of them. A file that cannot be read as rules is a finding.</summary>
    public static LintReport Lint(IEnumerable<RuleText> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var findings = new List<LintFinding>();
        var ids = new Dictionary<string, SourceLocation>(StringComparer.OrdinalIgnoreCase);
        var hasUnusableFile = false;
        foreach (var file in files)
        {
            try
            {
                var rules = SigmaFile.Parse(file.Yaml, file.File);
                findings.AddRange(rules.Rules.SelectMany(DetectionChecks));
                if (rules.Correlations.Count > 0)
                    _ = Hunt.Parse(Path.GetFileNameWithoutExtension(file.File), file.Yaml, file.File);
                findings.AddRange(MetadataChecks(file, ids));
            }
            catch (SigmaException exception)
            {
                hasUnusableFile = true;
                findings.AddRange(exception.Faults.Select(fault =>
                    new LintFinding(fault.Location ?? new SourceLocation(file.File), LintSeverity.Error, fault.Message, "rule")));
            }

            findings.AddRange(CompanionChecks.Find(file));
        }

        return new LintReport(
            [
                .. findings.Distinct()
                    .OrderBy(finding => finding.Location.File, StringComparer.Ordinal)
                    .ThenBy(finding => finding.Location.Line)
                    .ThenBy(finding => finding.Location.Column)
                    .ThenBy(finding => finding.Check, StringComparer.Ordinal)
                    .ThenBy(finding => finding.Message, StringComparer.Ordinal),
            ],
            hasUnusableFile);
    }

    // Only of CloudTrail's records is it known what they hold.
    private static IEnumerable<LintFinding> DetectionChecks(SigmaRule rule) => rule.LogSource is { Product: "aws", Service: "cloudtrail" }
        ? [.. EventNameCheck.Find(rule), .. FieldCheck.Find(rule), .. AbsenceCheck.Find(rule), .. ExemptionCheck.Find(rule)]
        : [];

    // A file with a correlation alerts by it only; what it correlates needs no more than an id of its own.
    private static IEnumerable<LintFinding> MetadataChecks(RuleText file, Dictionary<string, SourceLocation> ids)
    {
        YamlMap[] documents = [.. YamlReader.Read(file.Yaml, file.File, new FaultList()).OfType<YamlMap>()];
        var isHunt = documents.Any(document => document.Find("correlation") is not null);
        return documents.SelectMany(document =>
            MetadataCheck.Find(document, isHunt && document.Find("correlation") is null, file.Runbook is not null, ids));
    }
}
