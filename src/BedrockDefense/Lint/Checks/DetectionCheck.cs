using BedrockDefense.Athena;
using BedrockDefense.Catalog;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Lint.Checks;

/// <summary>
/// Checks the requirements of a detection in a catalog that an ordinary rule does not have. The tests of the catalog and the stack
/// would refuse such a detection.
/// </summary>
internal static class DetectionCheck
{
    /// <summary>Returns the findings about one detection.</summary>
    /// <param name="id">The id of the detection.</param>
    /// <param name="file">The rule, the runbook and the cases.</param>
    /// <param name="checkedDetections">Receives the detection, if it can be part of the checks of all detections together.</param>
    public static IEnumerable<LintFinding> Find(string id, RuleText file, List<CheckedDetection> checkedDetections)
    {
        var place = new SourceLocation(file.File);
        if (DetectionId.FaultOf(id) is { } wrong)
        {
            yield return new LintFinding(place, LintSeverity.Error, wrong, "detection-id");
        }

        foreach (var todo in TodoCheck.Find(file))
        {
            yield return todo;
        }

        foreach (var finding in file.Runbook?.Text is { } text && !string.IsNullOrWhiteSpace(text) ? RunbookCheck.Find(file.Runbook) : [])
        {
            yield return finding;
        }

        var read = SigmaFile.Read(file.Yaml, file.File);
        if (read.Faults.Count > 0)
        {
            yield break;
        }

        if (read is not { Rules: [var rule], Correlations: [] })
        {
            yield return new LintFinding(
                place,
                LintSeverity.Error,
                $"a detection is one rule; found {read.Rules.Count} rules and {read.Correlations.Count} correlations;"
                    + " give each rule a folder",
                "rule"
            );
            yield break;
        }

        var document = YamlReader.Read(file.Yaml, file.File, new FaultList()).OfType<YamlMap>().First();
        var detection = new Detection(id, rule);
        foreach (var finding in AlertCheck.Find(detection, key => document.Find(key)?.Location ?? document.Location))
        {
            yield return finding;
        }

        var faults = new List<Fault>();
        var cases = file.Cases?.Text is null ? null : CaseFile.Read(file.Cases, faults);
        foreach (var fault in faults)
        {
            yield return new LintFinding(fault.Location!, LintSeverity.Error, fault.Message, "cases");
        }

        if (file.Cases is not null && cases is null)
        {
            yield break;
        }

        foreach (var finding in cases is null ? [] : Evaluate(file, detection, cases, checkedDetections))
        {
            yield return finding;
        }

        if (cases is null)
        {
            checkedDetections.Add(new CheckedDetection(detection, null, null, null));
        }
    }

    private static List<LintFinding> Evaluate(RuleText file, Detection detection, CaseFile cases, List<CheckedDetection> checkedDetections)
    {
        var findings = new List<LintFinding>();
        var filled = Try(() => RequireEvaluable(detection.Rule.Expand(cases.Placeholders)), "cases");
        if (filled is null)
        {
            return findings;
        }

        var pattern = Try(() => EventBridgeCompiler.Compile(filled), "eventbridge");
        _ = Try(() => AthenaCompiler.Compile(filled), "athena");
        findings.AddRange(CaseCheck.Find(file, filled, pattern, cases));
        checkedDetections.Add(new CheckedDetection(detection, filled, pattern, cases));
        return findings;

        T? Try<T>(Func<T> make, string check)
            where T : class
        {
            try
            {
                return make();
            }
            catch (InvalidInputException exception)
            {
                findings.AddRange(
                    exception.Faults.Select(fault => new LintFinding(
                        fault.Location ?? new SourceLocation(file.File),
                        LintSeverity.Error,
                        fault.Message,
                        check
                    ))
                );
                return null;
            }
        }
    }

    // The constructor of the reference evaluator throws if it cannot evaluate the rule.
    private static SigmaRule RequireEvaluable(SigmaRule rule)
    {
        _ = new SigmaEvaluator(rule);
        return rule;
    }
}

/// <summary>A detection that passed its own checks, for the checks of all detections together.</summary>
/// <param name="Detection">The detection as written.</param>
/// <param name="FilledRule">The rule with the placeholders filled from its cases; null without cases.</param>
/// <param name="Pattern">The event pattern of that rule; null when it cannot be compiled.</param>
/// <param name="Cases">The cases of the detection; null when it has no case file.</param>
public sealed record CheckedDetection(Detection Detection, SigmaRule? FilledRule, CompiledPattern? Pattern, CaseFile? Cases);
