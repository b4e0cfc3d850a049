using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;
using BedrockDefense.Tests.Sigma.Differential;
using FsCheck.Fluent;

namespace BedrockDefense.Tests.Hunting;

/// <summary>The hunt and the evaluator agree on random rules and random events, written in random forms.</summary>
public sealed class HuntDifferentialTests
{
    private const int Rules = 400;
    private const int Events = 400;
    private const int SingleRuleCount = 150;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Hunt_and_evaluator_agree()
    {
        var random = new Random(20261125);
        Detection[] detections =
        [
            .. Gen.Sample(RuleGenerator.Rule, Rules, 40)
                .Select((rule, number) => new Detection($"rule-{number}", SigmaRule.Parse(rule.ToString(), "random.yml")))
                .Where(detection => IsEvaluable(detection.Rule)),
        ];
        JsonElement[] events =
        [
            .. Gen.Sample(EventGenerator.Event, Events, 40)
                .Select(
                    (node, number) =>
                    {
                        node["eventID"] = $"event-{number}";
                        node["eventTime"] = "2026-11-20T10:15:30Z";
                        foreach (var field in (string[])["eventSource", "eventName"])
                        {
                            // Without these fields the value is no record.
                            if (node[field] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
                            {
                                node[field] = "none";
                            }
                        }

                        return JsonDocument.Parse(node.ToJsonString(Readable)).RootElement;
                    }
                ),
        ];
        var forms = Rewriting.Forms.Values.ToArray();
        using var folder = new LogFolder();
        foreach (var (number, chunk) in events.Chunk(25).Index())
        {
            folder.AddRecords($"{number:D3}.json.gz", chunk.Select(record => forms[random.Next(forms.Length)](record, random)));
        }

        var (findings, report) = folder.Hunt(new HuntRules(detections, []));
        string[] alone =
        [
            .. detections
                .Take(SingleRuleCount)
                .SelectMany(detection => folder.Hunt(new HuntRules([detection], [])).Findings)
                .Select(Text)
                .Order(StringComparer.Ordinal),
        ];

        var evaluators = detections.Select(detection => (detection.Id, Evaluator: new SigmaEvaluator(detection.Rule))).ToArray();
        string[] expected =
        [
            .. events
                .SelectMany(record =>
                    evaluators
                        .Where(one => one.Evaluator.Match(record).IsMatch)
                        .Select(one => $"{record.GetProperty("eventID").GetString()} {one.Id}")
                )
                .Order(StringComparer.Ordinal),
        ];
        Assert.Empty(report.Faults);
        Assert.Equal(expected, findings.Select(Text).Order(StringComparer.Ordinal));

        // The hunt may reject a record for a single rule without reading the record.
        Assert.Equal(
            expected.Where(text =>
                detections.Take(SingleRuleCount).Any(detection => text.EndsWith($" {detection.Id}", StringComparison.Ordinal))
            ),
            alone
        );

        // A test without matches, or with matches only, would prove little.
        Assert.InRange(expected.Length, detections.Length * events.Length / 20, detections.Length * events.Length * 19 / 20);
    }

    private static string Text(Finding finding) => $"{finding.Event.EventId} {finding.Rule}";

    private static bool IsEvaluable(SigmaRule rule)
    {
        try
        {
            _ = new SigmaEvaluator(rule);
            return true;
        }
        catch (SigmaException)
        {
            return false;
        }
    }
}
