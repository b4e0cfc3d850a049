using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Proving.Observing;

/// <summary>A message of the findings topic, as far as it can be read.</summary>
/// <param name="Detection">The id of the detection.</param>
/// <param name="Account">The id of the account.</param>
/// <param name="Region">The code of the Region.</param>
/// <param name="EventId">CloudTrail's id of the event.</param>
/// <param name="UserAgent">The user agent of the call; null when there was none.</param>
/// <param name="Text">The text as it was delivered.</param>
internal sealed record DeliveredFinding(string Detection, string Account, string Region, string EventId, string? UserAgent, string Text)
{
    /// <summary>Reads a message; null when it is no finding.</summary>
    public static DeliveredFinding? Read(string text)
    {
        try
        {
            var finding = JsonNode.Parse(text);
            return TextOf(finding, "detection") is not { Length: > 0 } detection
                ? null
                : new DeliveredFinding(
                    detection,
                    TextOf(finding, "account") ?? "",
                    TextOf(finding, "cloud", "region") ?? "",
                    TextOf(finding, "event", "eventID") ?? "",
                    TextOf(finding, "event", "userAgent"),
                    text
                );
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonNode? node, params string[] path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }
}
