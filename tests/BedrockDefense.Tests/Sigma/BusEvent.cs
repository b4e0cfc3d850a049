using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Tests.Sigma;

/// <summary>Wraps CloudTrail records as EventBridge delivers them.</summary>
internal static class BusEvent
{
    public static JsonElement Of(JsonElement record)
    {
        var eventSource =
            record.TryGetProperty("eventSource", out var source) && source.ValueKind == JsonValueKind.String ? source.GetString()! : "";
        var eventType = record.TryGetProperty("eventType", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : "";
        var envelope = new JsonObject
        {
            ["version"] = "0",
            ["id"] = "7b1c5a5e-0000-4000-8000-000000000001",
            ["detail-type"] = DetailType(eventType),
            ["source"] = "aws." + eventSource.ToLowerInvariant().Replace(".amazonaws.com", "", StringComparison.Ordinal),
            ["account"] = "111122223333",
            ["time"] = "2026-11-20T10:15:30Z",
            ["region"] = "eu-central-1",
            ["resources"] = new JsonArray(),
            ["detail"] = JsonNode.Parse(record.GetRawText()),
        };
        return JsonDocument.Parse(envelope.ToJsonString()).RootElement;
    }

    private static string DetailType(string eventType) =>
        eventType.ToUpperInvariant() switch
        {
            "AWSSERVICEEVENT" => "AWS Service Event via CloudTrail",
            "AWSCONSOLESIGNIN" => "AWS Console Sign In via CloudTrail",
            "AWSCONSOLEACTION" => "AWS Console Action via CloudTrail",
            _ => "AWS API Call via CloudTrail",
        };
}
