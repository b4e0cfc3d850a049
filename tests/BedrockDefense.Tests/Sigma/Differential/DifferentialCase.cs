using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;
using FsCheck;
using FsCheck.Fluent;

namespace BedrockDefense.Tests.Sigma.Differential;

/// <summary>The outcome of a case.</summary>
internal enum DifferentialOutcome
{
    Refused,
    BothMatch,
    NeitherMatches,
    Disagreement,
}

/// <summary>A random rule and a random event. Its text has both, with the two answers.</summary>
internal sealed record DifferentialCase(RuleModel Rule, string Event)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly Arbitrary<DifferentialCase> Arbitrary = Arb.From(
        RuleGenerator.Rule.SelectMany(rule => EventGenerator.Event.Select(node => new DifferentialCase(rule, node.ToJsonString(Readable)))),
        one => one.Shrink()
    );

    public (DifferentialOutcome Outcome, string Explanation) Run()
    {
        var rule = SigmaRule.Parse(Rule.ToString(), "random.yml");
        CompiledPattern compiled;
        try
        {
            compiled = EventBridgeCompiler.Compile(rule, EventPatternLimits.ApiMaximumCharacters);
        }
        catch (NotSupportedByEventBridgeException refusal)
        {
            return (DifferentialOutcome.Refused, refusal.Message);
        }
        var record = JsonDocument.Parse(Event).RootElement;
        var evaluated = rule.Match(record);
        PatternVerdict matched;
        try
        {
            matched = EventPattern.Parse(compiled.Json).Match(BusEvent.Of(record));
        }
        catch (InvalidPatternException invalid)
        {
            return (DifferentialOutcome.Disagreement, $"{invalid.Message}\n{compiled.Json}");
        }
        var outcome =
            evaluated.IsMatch != matched.IsMatch ? DifferentialOutcome.Disagreement
            : matched.IsMatch ? DifferentialOutcome.BothMatch
            : DifferentialOutcome.NeitherMatches;
        return (outcome, $"evaluator: {evaluated}\npattern: {matched.Reason}\n{compiled.Json}");
    }

    public override string ToString() => $"\n{Rule}\n{Event}\n{Run().Explanation}\n";

    private IEnumerable<DifferentialCase> Shrink() =>
        Rule.Shrink()
            .Select(rule => this with { Rule = rule })
            .Concat(SmallerNodes(JsonNode.Parse(Event)).Select(node => this with { Event = node!.ToJsonString(Readable) }));

    /// <summary>Makes the objects and lists with one element less, or with one smaller element.</summary>
    private static IEnumerable<JsonNode?> SmallerNodes(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject properties:
                foreach (var name in properties.Select(property => property.Key).ToArray())
                {
                    var without = (JsonObject)properties.DeepClone();
                    without.Remove(name);
                    yield return without;
                    foreach (var smaller in SmallerNodes(properties[name]))
                    {
                        var changed = (JsonObject)properties.DeepClone();
                        changed[name] = smaller?.DeepClone();
                        yield return changed;
                    }
                }
                break;
            case JsonArray elements:
                for (var index = 0; index < elements.Count; index++)
                {
                    var without = (JsonArray)elements.DeepClone();
                    without.RemoveAt(index);
                    yield return without;
                    foreach (var smaller in SmallerNodes(elements[index]))
                    {
                        var changed = (JsonArray)elements.DeepClone();
                        changed[index] = smaller?.DeepClone();
                        yield return changed;
                    }
                }
                break;
        }
    }
}
