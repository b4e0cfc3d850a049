using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Tests.Delivery;

/// <summary>A setting of <c>alerts</c>, and the messages that each queue must get with it.</summary>
/// <param name="Name">The case, in a sentence.</param>
/// <param name="Alerts">
/// The setting. A queue is given by its name, and belongs to the security account unless <c>account</c> names another.
/// </param>
/// <param name="Hears">The messages that must arrive, by queue.</param>
internal sealed record SubscriptionCase(string Name, JsonArray Alerts, IReadOnlyDictionary<string, Hearing> Hears)
{
    /// <summary>Makes the setting with the queues' ARNs.</summary>
    public string Setting(string region, string account)
    {
        var alerts = Alerts.DeepClone().AsArray();
        foreach (var alert in alerts.Select(alert => alert!.AsObject()).Where(alert => alert["protocol"]!.GetValue<string>() == "sqs"))
        {
            alert["endpoint"] = $"arn:aws:sqs:{region}:{alert["account"] ?? account}:{alert["endpoint"]}";
            alert.Remove("account");
        }

        return alerts.ToJsonString();
    }
}

/// <summary>The messages that must arrive in a queue.</summary>
/// <param name="Severities">The severities of the findings, exactly; null where detections decide.</param>
/// <param name="Detections">The detections of the findings, exactly, or <c>["*"]</c> for all.</param>
/// <param name="Accounts">The accounts of the findings, exactly, or <c>["*"]</c> for all that had events.</param>
internal sealed record Hearing(IReadOnlyList<string>? Severities, IReadOnlyList<string>? Detections, IReadOnlyList<string> Accounts);
