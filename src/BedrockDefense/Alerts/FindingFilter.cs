using System.Text.Json.Nodes;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>
/// The filter policy of a subscription to the findings, for the scope <c>MessageBody</c>: EventBridge sets no message
/// attributes. Its keys are top-level fields of the finding, since SNS counts every level of a nested key.
/// </summary>
public static class FindingFilter
{
    /// <summary>The filter policy.</summary>
    /// <param name="severities">The severities let through; at least one.</param>
    /// <param name="detections">The detections let through, all of them of these severities; none for all.</param>
    /// <param name="accounts">The accounts whose findings are let through; none for all.</param>
    public static string Json(
        IReadOnlyCollection<SigmaLevel> severities,
        IReadOnlyCollection<string> detections,
        IReadOnlyCollection<string> accounts
    )
    {
        // Detections imply their severities: both keys would multiply what SNS limits.
        var filter = new JsonObject();
        if (detections.Count > 0)
        {
            filter["detection"] = List(detections);
        }
        else
        {
            filter["severity"] = List(severities.Select(severity => severity.SigmaName()));
        }

        if (accounts.Count > 0)
        {
            filter["account"] = List(accounts);
        }

        return filter.ToJsonString();
    }

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
