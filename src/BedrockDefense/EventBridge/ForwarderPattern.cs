using System.Text.Json.Nodes;
using BedrockDefense.Sigma;

namespace BedrockDefense.EventBridge;

/// <summary>
/// The pattern of a forwarder: as thin as it can be without losing an event that some detection would match. Judgement
/// happens on the central bus, so that a change of a detection changes nothing in the member accounts as long as it is
/// about the same calls.
/// </summary>
/// <param name="Json">The event pattern, minified.</param>
/// <param name="NeedsAllManagementEvents">Whether the rule must be in the state that lets read-only management events through.</param>
public sealed record ForwarderPattern(string Json, bool NeedsAllManagementEvents)
{
    /// <summary>The pattern that lets through whatever one of these detections could match.</summary>
    /// <exception cref="InvalidInputException">The pattern is longer than EventBridge's default quota.</exception>
    public static ForwarderPattern Of(IReadOnlyList<CompiledPattern> detections)
    {
        var patterns = detections.Select(detection => JsonNode.Parse(detection.Json)!.AsObject()).ToList();
        var forwarder = new JsonObject();
        foreach (var field in (string[])["source", "detail-type"])
        {
            forwarder[field] = Union(patterns.Select(pattern => pattern[field]))
                ?? throw new InvalidInputException($"a detection's pattern has no {field}, so a forwarder would let everything through");
        }

        // A detection that does not name its calls at the top level makes the forwarder let all calls of its sources through.
        if (Union(patterns.Select(pattern => pattern["detail"]?["eventName"])) is { } names)
        {
            forwarder["detail"] = new JsonObject { ["eventName"] = names };
        }

        var json = forwarder.ToJsonString(JsonText.Options);
        return json.Length <= EventPatternLimits.DefaultCharacterQuota
            ? new ForwarderPattern(json, detections.Any(detection => detection.NeedsAllManagementEvents))
            : throw new InvalidInputException(
                $"the forwarders' pattern has {json.Length:N0} characters, {json.Length - EventPatternLimits.DefaultCharacterQuota:N0} more than EventBridge takes");
    }

    private static JsonArray? Union(IEnumerable<JsonNode?> alternatives)
    {
        var union = new JsonArray();
        foreach (var alternative in alternatives)
        {
            if (alternative is not JsonArray values)
            {
                return null;
            }

            foreach (var value in values.Where(value => !union.Any(other => JsonNode.DeepEquals(other, value))))
            {
                union.Add(value?.DeepClone());
            }
        }

        return union;
    }
}
