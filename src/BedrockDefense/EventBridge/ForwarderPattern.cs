using System.Text.Json.Nodes;
using BedrockDefense.EventBridge.Compiling;

namespace BedrockDefense.EventBridge;

/// <summary>
/// The pattern of a forwarder's rule. It tests only which calls an event is about, so it loses no event that a detection
/// would match. The detections themselves are evaluated on the central bus. A changed detection therefore changes nothing in
/// the member accounts, unless it is about other calls.
/// </summary>
/// <param name="Json">The event pattern, minified.</param>
/// <param name="NeedsAllManagementEvents">Whether the rule must be in the state that lets read-only management events through.</param>
public sealed record ForwarderPattern(string Json, bool NeedsAllManagementEvents)
{
    /// <summary>
    /// Returns the patterns that together let through every event that one of the detections could match. They are as few as
    /// fit EventBridge's default quota. Detections of read-only calls have patterns of their own, because a rule for
    /// read-only calls sees more events and costs more.
    /// </summary>
    /// <remarks>
    /// Some calls, such as model invocations, are made all day. A detection of such calls is forwarded by its own pattern,
    /// because AWS bills each event that crosses to the central bus.
    /// </remarks>
    /// <exception cref="InvalidInputException">A detection does not name its services, or names too many.</exception>
    public static IReadOnlyList<ForwarderPattern> Of(IReadOnlyList<CompiledPattern> detections) =>
        [
            .. detections
                .Where(detection => !IsHighVolume(detection))
                .GroupBy(detection => detection.NeedsAllManagementEvents)
                .OrderBy(group => group.Key)
                .SelectMany(group =>
                    Pack([.. MergeByName(group.SelectMany(ForwardedCalls.Of))]).Select(calls => new ForwarderPattern(calls.Json, group.Key))
                ),
            .. detections.Where(IsHighVolume).Select(detection => new ForwarderPattern(detection.Json, detection.NeedsAllManagementEvents)),
        ];

    private static readonly string[] HighVolumeCalls = ["InvokeModel", "InvokeModelWithResponseStream", "Converse", "ConverseStream"];

    private static bool IsHighVolume(CompiledPattern detection) =>
        HighVolumeCalls.Any(name => detection.Json.Contains($"\"{name}\"", StringComparison.Ordinal));

    // A pattern forwards its calls from all its sources. A name in two patterns with a common source would forward an event
    // twice, and one attempt would raise two alerts.
    private static IEnumerable<ForwardedCalls> MergeByName(IEnumerable<ForwardedCalls> calls) =>
        calls
            .GroupBy(one => one.Name, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.Aggregate((merged, one) => merged.Merge(one)!));

    // Puts each entry into the first pattern with room, in the order of the detections. The result is deterministic, and an
    // added detection moves no other.
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

    /// <summary>The calls that a pattern forwards.</summary>
    /// <param name="Sources">The values of <c>source</c>.</param>
    /// <param name="DetailTypes">The values of <c>detail-type</c>.</param>
    /// <param name="Names">The names of the calls; null for all calls of the sources.</param>
    private sealed record ForwardedCalls(JsonArray Sources, JsonArray DetailTypes, JsonArray? Names)
    {
        public string Json { get; } = Write(Sources, DetailTypes, Names);

        /// <summary>The first name, whether the pattern ignores its case or not; null for all calls.</summary>
        public string? Name => Names?[0] is { } name ? (name as JsonObject)?.First().Value?.ToString() ?? name.ToString() : null;

        /// <summary>
        /// Returns the calls that a compiled pattern is about, each name on its own, so that a long list can be split.
        /// </summary>
        public static IEnumerable<ForwardedCalls> Of(CompiledPattern detection)
        {
            var pattern = JsonNode.Parse(detection.Json)!.AsObject();
            var (sources, types) = (Field(pattern, "source"), Field(pattern, "detail-type"));
            return NamesOf(pattern["detail"]) is { } names
                ? names.Select(name => new ForwardedCalls(sources, types, [name?.DeepClone()]))
                : [new ForwardedCalls(sources, types, null)];
        }

        /// <summary>Returns the calls of both, or null when one has names and the other stands for all calls.</summary>
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

        // Alternatives ($or) are about the calls of each alternative. If one of them names no call, they are about all calls.
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
