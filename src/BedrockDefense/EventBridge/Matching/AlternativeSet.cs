using System.Text.Json;
using BedrockDefense.EventBridge.Operators;
using BedrockDefense.EventBridge.Parsing;

namespace BedrockDefense.EventBridge.Matching;

/// <summary>The alternatives of a parsed pattern; the event must match one of them.</summary>
internal sealed class AlternativeSet
{
    private readonly IReadOnlyList<Alternative> _alternatives;
    private readonly HashSet<string> _paths;

    private AlternativeSet(IReadOnlyList<Alternative> alternatives)
    {
        _alternatives = alternatives;
        _paths = [.. alternatives.SelectMany(alternative => alternative.Conditions).Select(condition => condition.Path)];
    }

    /// <summary>Reads the alternatives of a pattern. Returns null if the pattern has faults.</summary>
    public static AlternativeSet? Parse(LocatedJson root, PatternDialect dialect, out IReadOnlyList<Fault> faults)
    {
        var context = new ParseContext(dialect);
        var alternatives = new PatternParser(context).Parse(root);
        faults = context.Faults;
        return faults.Count > 0 ? null : new AlternativeSet([.. alternatives.Select(conditions => new Alternative(conditions))]);
    }

    /// <summary>The conditions of each alternative.</summary>
    public IEnumerable<IReadOnlyList<FieldCondition>> Conditions => _alternatives.Select(alternative => alternative.Conditions);

    /// <summary>Whether any condition uses a wildcard.</summary>
    public bool ContainsWildcard =>
        _alternatives
            .SelectMany(alternative => alternative.Conditions)
            .SelectMany(condition => condition.Matchers)
            .Any(matcher => matcher.IsWildcard);

    /// <summary>Whether an event matches, and why.</summary>
    public PatternVerdict Match(JsonElement @event)
    {
        if (@event.ValueKind != JsonValueKind.Object)
        {
            return new PatternVerdict(false, "the event is not a JSON object");
        }

        var fields = new EventFields(@event, _paths);
        foreach (var alternative in _alternatives)
        {
            if (alternative.Match(fields) is { } evidence)
            {
                return new PatternVerdict(true, Reasons.ForMatch(evidence));
            }
        }

        return new PatternVerdict(false, Reasons.ForMiss(_alternatives, fields));
    }
}
