using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;
using Sns = Pulumi.Aws.Sns;

namespace BedrockDefense.Infra.Alerting;

/// <summary>
/// Subscribes an endpoint: people to the topic of each of their severities; machines to the findings topic, with a
/// filter policy on the message's body, because EventBridge sets no message attributes.
/// </summary>
internal static class Subscriptions
{
    public static void Add(AlertSubscription alert, AlertChannels channels)
    {
        if (!alert.Protocol.IsReadByPeople)
        {
            var filter = JsonSerializer.Serialize(new { severity = alert.Severities.Select(severity => severity.SigmaName()) });
            Subscribe(alert, channels.Findings, filter, channels);
            return;
        }

        foreach (var severity in alert.Severities)
        {
            Subscribe(alert, channels.BySeverity[severity], filter: null, channels);
        }
    }

    private static void Subscribe(AlertSubscription alert, AlertChannel channel, string? filter, AlertChannels channels) =>
        _ = new Sns.TopicSubscription($"{channel.Name}-{alert.Protocol}-{Fingerprint(alert.Endpoint)}", new()
        {
            Topic = channel.Arn,
            Protocol = alert.Protocol.Name,
            Endpoint = alert.Endpoint,
            SubscriptionRoleArn = Optional.Input(alert.RoleArn),
            FilterPolicy = Optional.Input(filter),
            FilterPolicyScope = Optional.Input(filter is null ? null : "MessageBody"),
            // Queues and streams get the finding itself, not SNS's envelope around it.
            RawMessageDelivery = alert.Protocol.Name is "sqs" or "firehose" ? true : null,
        }, new() { Parent = channels });

    // An address in a resource's name would show in every preview and log.
    private static string Fingerprint(string endpoint) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(endpoint)))[..8];
}
