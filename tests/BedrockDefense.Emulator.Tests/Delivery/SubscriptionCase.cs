using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Tests.Delivery;

/// <summary>A setting of <c>alerts</c>, and whom it lets hear what.</summary>
/// <param name="Name">The case, in a sentence.</param>
/// <param name="Alerts">
/// The setting; a queue is given by its name, and is the security account's unless <c>account</c> says otherwise.
/// </param>
/// <param name="Hears">By queue, what must arrive there.</param>
internal sealed record SubscriptionCase(string Name, JsonArray Alerts, IReadOnlyDictionary<string, Hearing> Hears)
{
    /// <summary>The setting with the queues' ARNs.</summary>
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

/// <summary>What must arrive in a queue.</summary>
/// <param name="Severities">Findings of exactly these severities; null where detections say it.</param>
/// <param name="Detections">Findings of exactly these detections, or <c>["*"]</c> for all.</param>
/// <param name="Accounts">From exactly these accounts, or <c>["*"]</c> for all that had events.</param>
internal sealed record Hearing(IReadOnlyList<string>? Severities, IReadOnlyList<string>? Detections, IReadOnlyList<string> Accounts);
