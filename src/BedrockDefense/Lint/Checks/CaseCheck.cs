using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.CloudTrail;
using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Lint.Checks;

/// <summary>
/// Checks that a detection gives the expected answer for each of its cases, both in the evaluator and in the event pattern. It also
/// checks that removing any line of the detection breaks a case.
/// </summary>
internal static class CaseCheck
{
    public static IEnumerable<LintFinding> Find(RuleText file, SigmaRule filled, CompiledPattern? compiled, CaseFile cases)
    {
        var evaluator = new SigmaEvaluator(filled);
        var pattern = compiled is null ? null : EventPattern.Parse(compiled.Json);
        var wrong = false;
        foreach (var one in cases.Cases)
        {
            if (evaluator.Match(one.Record) is var verdict && verdict.IsMatch != one.Matches)
            {
                wrong = true;
                yield return Finding(one.Place, $"the case {Describe(one)}, but the rule says {verdict}");
            }
            else if (pattern?.Match(Event(one)) is { } answer && answer.IsMatch != one.Matches)
            {
                yield return Finding(
                    one.Place,
                    $"the case {Describe(one)}, and the rule agrees, but its event pattern says {answer};"
                        + " EventBridge sees the record under the source of its eventSource and the detail-type of its eventType"
                );
            }
        }

        string[] lines = file.Yaml.Split('\n');
        int[] detection = [.. DetectionLines(lines)];
        if (detection is [])
        {
            yield return Finding(
                new SourceLocation(file.File),
                "the detection is no block; write the line detection: and below it"
                    + " a line for each test, so that cases hold each to its purpose"
            );
        }

        // While a case fails, the cases cannot prove that a line is needed.
        foreach (var line in wrong || compiled is null ? [] : detection.Where(line => !IsNoticed(RemoveLine(line, lines), file, cases)))
        {
            yield return Finding(
                new SourceLocation(file.File, line + 1),
                $"no case notices when this line is taken away; write one that only it decides: {lines[line].Trim()}"
            );
        }
    }

    /// <summary>Returns the event that EventBridge makes from the record of a case.</summary>
    public static JsonElement Event(DetectionCase one) =>
        ApiCall.Envelope(JsonNode.Parse(one.Record.GetRawText())!.AsObject(), one.Record.GetProperty("eventID").GetString()!);

    private static string Describe(DetectionCase one) => $"{VisibleText.Quote(one.Name)} says {(one.Matches ? "match" : "no match")}";

    private static LintFinding Finding(SourceLocation place, string message) => new(place, LintSeverity.Error, message, "cases");

    private static string RemoveLine(int line, string[] lines) => string.Join('\n', lines.Where((_, other) => other != line));

    // The indented lines below "detection:", without comments and blank lines.
    private static IEnumerable<int> DetectionLines(string[] lines)
    {
        var start = Array.FindIndex(lines, line => line.TrimEnd() == "detection:") + 1;
        return Enumerable
            .Range(start, lines.Length - start)
            .TakeWhile(line => lines[line].Trim().Length == 0 || lines[line][0] is ' ' or '#')
            .Where(line => lines[line].Trim() is { Length: > 0 } content && content[0] != '#');
    }

    private static bool IsNoticed(string mutant, RuleText file, CaseFile cases)
    {
        try
        {
            var rule = SigmaRule.Parse(mutant, file.File).Expand(cases.Placeholders);
            _ = EventBridgeCompiler.Compile(rule);
            var evaluator = new SigmaEvaluator(rule);
            return cases.Cases.Any(one => evaluator.Match(one.Record).IsMatch != one.Matches);
        }
        catch (InvalidInputException)
        {
            return true;
        }
    }
}
