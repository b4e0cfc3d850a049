using System.Text.Json.Nodes;
using BedrockDefense.EventBridge.Compiling;

namespace BedrockDefense.EventBridge;

/// <summary>
/// The pattern of a forwarder's rule: as thin as it can be without losing an event that some detection would match.
/// Judgement happens on the central bus, so that a change of a detection changes nothing in the member accounts as long as
/// it is about the same calls.
/// </summary>
/// <param name="Json">The event pattern, minified.</param>
/// <param name="NeedsAllManagementEvents">Whether the rule must be in the state that lets read-only management events through.</param>
public sealed record ForwarderPattern(string Json, bool NeedsAllManagementEvents)
{
    /// <summary>
    /// As few patterns as fit EventBridge's default quota that together let through whatever one of these detections could
    /// match. Detections of read-only calls have patterns of their own: theirs see more events, and cost more.
    /// </summary>
    /// <remarks>
    /// A detection of calls that are made all day, such as model invocations, is forwarded by its own pattern: each event
    /// that crosses to the central bus is billed.
    /// </remarks>
    /// <exception cref="InvalidInputException">A detection does not say which services it is about, or names too many.</exception>
    public static IReadOnlyList<ForwarderPattern> Of(IReadOnlyList<CompiledPattern> detections) =>
        [
            .. detections
                .Where(detection => !IsHighVolume(detection))
                .GroupBy(detection => detection.NeedsAllManagementEvents)
                .OrderBy(group => group.Key)
                .SelectMany(group =>
                    Pack([.. OneForEachName(group.SelectMany(ForwardedCalls.Of))])
                        .Select(calls => new ForwarderPattern(calls.Json, group.Key))
                ),
            .. detections.Where(IsHighVolume).Select(detection => new ForwarderPattern(detection.Json, detection.NeedsAllManagementEvents)),
        ];

    private static readonly string[] HighVolumeCalls = ["InvokeModel", "InvokeModelWithResponseStream", "Converse", "ConverseStream"];

    private static bool IsHighVolume(CompiledPattern detection) =>
        HighVolumeCalls.Any(name => detection.Json.Contains($"\"{name}\"", StringComparison.Ordinal));

    // Patterns are about the calls of all their sources, so a name in two of them would let an event through twice where both
    // are about its source, and one attempt would be two alerts.
    private static IEnumerable<ForwardedCalls> OneForEachName(IEnumerable<ForwardedCalls> calls) =>
        calls
            .GroupBy(one => one.Name, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.Aggregate((merged, one) => merged.Merge(one)!));

    // First fit, in the order of the detections: deterministic, and a detection more moves no other.
    private static List<ForwardedCalls> Pack(IReadOnlyList<ForwardedCalls> calls)
    {
        List<ForwardedCalls> packed = [];
        foreach (var one in calls)
        {
            var fitting = packed.FindIndex(other =>
                other.Merge(one) is { } merged && merged.Json.Length <= EventPatternLimits.DefaultCharacterQuota
            );
            if (fitting >= 0)
            {
                packed[fitting] = packed[fitting].Merge(one)!;
            }
            else
            {
                packed.Add(
                    one.Json.Length <= EventPatternLimits.DefaultCharacterQuota
                        ? one
                        : throw new InvalidInputException(
                            $"a forwarder's pattern has {one.Json.Length:N0} characters, more than EventBridge takes: "
                                + $"{VisibleText.Of(one.Json, VisibleText.Excerpt)}"
                        )
                );
            }
        }

        return packed;
    }

    /// <summary>The calls that a pattern is about; <paramref name="Names"/> is null for all calls of the sources.</summary>
    private sealed record ForwardedCalls(JsonArray Sources, JsonArray DetailTypes, JsonArray? Names)
    {
        public string Json { get; } = Write(Sources, DetailTypes, Names);

        /// <summary>The first name, whichever way it is compared; null for all calls.</summary>
        public string? Name => Names?[0] is { } name ? (name as JsonObject)?.First().Value?.ToString() ?? name.ToString() : null;

        /// <summary>What a compiled pattern is about, a name each, so that a long list of names can be split.</summary>
        public static IEnumerable<ForwardedCalls> Of(CompiledPattern detection)
        {
            var pattern = JsonNode.Parse(detection.Json)!.AsObject();
            var (sources, types) = (Field(pattern, "source"), Field(pattern, "detail-type"));
            return NamesOf(pattern["detail"]) is { } names
                ? names.Select(name => new ForwardedCalls(sources, types, [name?.DeepClone()]))
                : [new ForwardedCalls(sources, types, null)];
        }

        /// <summary>Both together; null when one is about named calls and the other about all.</summary>
        public ForwardedCalls? Merge(ForwardedCalls other) =>
            Names is null == other.Names is null
                ? new ForwardedCalls(
                    Union(Sources, other.Sources),
                    Union(DetailTypes, other.DetailTypes),
                    Names is null ? null : Union(Names, other.Names!)
                )
                : null;

        private static JsonArray Field(JsonObject pattern, string field) =>
            pattern[field] as JsonArray
            ?? throw new InvalidInputException($"a detection's pattern has no {field}, so a forwarder would let everything through");

        // Alternatives ($or) are about what each of them is about; one that names no call is about all.
        private static JsonArray? NamesOf(JsonNode? detail)
        {
            if (detail?["eventName"] is JsonArray names)
            {
                return names;
            }

            return detail?["$or"] is JsonArray alternatives
                ? alternatives.Select(NamesOf).Aggregate((one, other) => one is null || other is null ? null : Union(one, other))
                : null;
        }

        private static JsonArray Union(JsonArray one, JsonArray other) =>
            [.. one.Concat(other.Where(value => !one.Any(known => JsonNode.DeepEquals(known, value)))).Select(value => value?.DeepClone())];

        private static string Write(JsonArray sources, JsonArray types, JsonArray? names)
        {
            var pattern = new JsonObject { ["source"] = sources.DeepClone(), ["detail-type"] = types.DeepClone() };
            if (names is not null)
            {
                pattern["detail"] = new JsonObject { ["eventName"] = names.DeepClone() };
            }

            return pattern.ToJsonString(JsonText.Options);
        }
    }
}
