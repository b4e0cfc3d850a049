using System.Text.Json.Nodes;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>
/// Writes the filter policy of a subscription to the findings. EventBridge sets no message attributes, so its keys are fields of the
/// finding, at the top level, because SNS counts every level of a nested key. A state machine that writes the messages of a topic sets
/// attributes of the same names.
/// </summary>
public static class FindingFilter
{
    /// <summary>Returns the filter policy as JSON.</summary>
    /// <param name="severities">The severities to deliver; at least one.</param>
    /// <param name="detections">
    /// The ids of the detections to deliver, each of one of these severities; empty to deliver all detections.
    /// </param>
    /// <param name="accounts">The accounts whose findings to deliver; empty to deliver those of all accounts.</param>
    public static string Json(
        IReadOnlyCollection<SigmaLevel> severities,
        IReadOnlyCollection<string> detections,
        IReadOnlyCollection<string> accounts
    )
    {
        // A detection implies its severity. Using both keys would multiply the number of combinations, which SNS limits.
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

    /// <summary>Returns what the filter policy is applied to, as SNS names it.</summary>
    /// <param name="form">The form of the messages on the topic.</param>
    public static string Scope(AlertForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.Machine is null ? "MessageBody" : "MessageAttributes";
    }

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
