using System.Text.Json.Nodes;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>
/// Splits a pattern by the Region of the call where it is too long because it exempts a role of each Region by its name. Each part is about
/// some Regions and exempts only their roles. Every event belongs to exactly one part: the first one takes the Regions that no other part
/// names, and events without a Region.
/// </summary>
/// <remarks>
/// The parts together match every event that the whole pattern matches. They match one kind of event more: a role of one Region that called
/// in a Region of another part. CloudTrail writes the Region of a record as one text (AWS CloudTrail User Guide, "CloudTrail record
/// contents"), which no caller can choose.
/// </remarks>
public sealed class RegionSplit
{
    /// <summary>The most parts of one pattern. Their number is one digit of the name of a rule.</summary>
    public const int MaximumParts = 9;

    private const string Region = "awsRegion";

    // Where a pattern exempts callers by the name of their role, from the outside in.
    private static readonly string[] ExemptionPath = ["sessionIssuer", "userName", "anything-but"];

    private readonly IReadOnlyList<(string Region, string Role)> _exemptions;

    /// <summary>Takes the exemptions that the parts share out.</summary>
    /// <param name="exemptions">
    /// The Regions, each with the name of the role that is exempt in it. The order decides which Regions share a part: each goes to the
    /// next part in turn, so that a Region added at the end moves no other.
    /// </param>
    public RegionSplit(IEnumerable<(string Region, string Role)> exemptions) => _exemptions = [.. exemptions];

    /// <summary>No Region has a role of its own that is exempt. No pattern is split.</summary>
    public static RegionSplit None { get; } = new([]);

    /// <summary>Whether a pattern is longer than the quota of an account in which nobody raised it.</summary>
    internal static bool IsTooLong(CompiledPattern pattern) => pattern.Length > EventPatternLimits.DefaultCharacterQuota;

    /// <summary>Returns the pattern alone where it fits the quota, otherwise its parts.</summary>
    /// <param name="pattern">The pattern, of any length.</param>
    /// <param name="rule">The place of the rule in its file, for the error.</param>
    /// <exception cref="NotSupportedByEventBridgeException">The pattern is too long, and so is a part of it.</exception>
    public IReadOnlyList<CompiledPattern> Fit(CompiledPattern pattern, SourceLocation rule)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return TryFit(pattern) ?? throw new NotSupportedByEventBridgeException([new Fault(ReasonAgainst(pattern), rule)]);
    }

    /// <summary>Returns the pattern alone where it fits the quota, otherwise as few parts as fit; null where no parts fit.</summary>
    internal IReadOnlyList<CompiledPattern>? TryFit(CompiledPattern pattern) =>
        !IsTooLong(pattern) ? [pattern]
        : IsDivisible(pattern)
            ? Enumerable
                .Range(2, Math.Max(0, Math.Min(MaximumParts, _exemptions.Count) - 1))
                .Select(count => Divide(pattern, count))
                .FirstOrDefault(parts => !parts.Any(IsTooLong))
        : null;

    private string ReasonAgainst(CompiledPattern pattern)
    {
        var length = $"the pattern has {pattern.Length:N0} characters";
        var limit = $"the limit is {EventPatternLimits.DefaultCharacterQuota:N0}";
        var count = Math.Min(MaximumParts, _exemptions.Count);
        var longest = count > 1 && IsDivisible(pattern) ? Divide(pattern, count).Max(part => part.Length) : pattern.Length;
        return longest < pattern.Length
            ? $"{length}, and split by Region into {count} rules up to {longest:N0}; {limit}"
            : $"{length}; {limit}; split the rule";
    }

    // The Region must not be tested already: a pattern has one test for each field.
    private bool IsDivisible(CompiledPattern pattern) =>
        !pattern.Json.Contains($"\"{Region}\":", StringComparison.Ordinal)
        && _exemptions.Any(one => pattern.Json.Contains(PatternJson.Quote(one.Role), StringComparison.Ordinal));

    private List<CompiledPattern> Divide(CompiledPattern pattern, int count)
    {
        var numbered = _exemptions.Index().Select(one => (one.Item.Region, one.Item.Role, Part: one.Index % count)).ToList();
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(part =>
                    Narrow(
                        pattern,
                        part == 0
                            ?
                            [
                                new JsonObject { ["anything-but"] = Texts(numbered.Where(one => one.Part != 0).Select(one => one.Region)) },
                                new JsonObject { ["exists"] = false },
                            ]
                            : Texts(numbered.Where(one => one.Part == part).Select(one => one.Region)),
                        [.. numbered.Where(one => one.Part != part).Select(one => one.Role)]
                    )
                ),
        ];
    }

    private static CompiledPattern Narrow(CompiledPattern pattern, JsonArray regions, HashSet<string> otherRoles)
    {
        var json = JsonNode.Parse(pattern.Json)!.AsObject();
        RemoveExemptions(json, otherRoles, 0);
        json["detail"]!.AsObject().Insert(0, Region, regions);
        return pattern with { Json = PatternJson.Write(json) };
    }

    // A text fewer in an exemption lets the pattern match more, never less, whatever else the pattern tests. A list that would become empty
    // stays, because EventBridge refuses an empty one.
    private static void RemoveExemptions(JsonNode? node, HashSet<string> roles, int step)
    {
        if (node is JsonObject map)
        {
            foreach (var (name, value) in map)
            {
                RemoveExemptions(value, roles, step < ExemptionPath.Length && name == ExemptionPath[step] ? step + 1 : step);
            }
        }
        else if (node is JsonArray list && step < ExemptionPath.Length)
        {
            foreach (var item in list)
            {
                RemoveExemptions(item, roles, step);
            }
        }
        else if (node is JsonArray exempt && exempt.Any(one => !IsRole(one, roles)))
        {
            _ = exempt.RemoveAll(one => IsRole(one, roles));
        }
    }

    private static bool IsRole(JsonNode? node, HashSet<string> roles) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && roles.Contains(text);

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
