using BedrockDefense.Alerts;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Sns = Pulumi.Aws.Sns;

namespace BedrockDefense.Infra.Alerting;

/// <summary>
/// Subscribes an endpoint. People are subscribed to the topic of each of their severities, or to the topic of their selection. Machines are
/// subscribed to the topic of their form. Their filter policy is on the message's body, because EventBridge sets no message attributes.
/// </summary>
internal static class Subscriptions
{
    /// <summary>
    /// Subscribes the endpoint. Returns a sentence for every subscription for which somebody must still do something, else null.
    /// </summary>
    public static IEnumerable<Output<string?>> Add(AlertSubscription alert, AlertChannels channels, DefenseSettings settings)
    {
        if (settings.SubscribedByOwners.Contains(alert))
        {
            // The command names the endpoint. So it must be secret when the endpoint is secret.
            var remark = channels.Of(alert).Single().TopicArn.Apply(arn => (string?)OwnerSubscriptions.Remark(alert, arn, settings));
            return [alert.IsSecret ? Output.CreateSecret(remark) : remark];
        }

        return alert.Protocol is { HasEndpoint: true, IsDirect: false }
            ? channels.Of(alert).Select(channel => Subscribe(alert, channel, channels))
            : [];
    }

    private static Output<string?> Subscribe(AlertSubscription alert, AlertChannel channel, AlertChannels channels)
    {
        var filter = alert.Form.IsReadByPeople ? null : FindingFilter.Json(alert.Severities, alert.Detections, alert.Accounts);
        var subscription = new Sns.TopicSubscription(
            $"{channel.Name}-{alert.Protocol}-{Label(alert)}",
            new()
            {
                Topic = channel.TopicArn,
                Protocol = alert.Protocol.SnsName,
                Endpoint = Secret.Input(alert.Endpoint, alert.IsSecret)!,
                SubscriptionRoleArn = Secret.Input(alert.RoleArn, alert.IsSecret),
                FilterPolicy = Secret.Input(filter, alert.IsSecret),
                FilterPolicyScope = OptionalInput.Of(filter is null ? null : FindingFilter.Scope(alert.Form)),
                RawMessageDelivery = alert.Protocol.IsRaw ? true : null,
            },
            new() { Parent = channels }
        );
        return Output
            .Tuple(subscription.PendingConfirmation, subscription.ConfirmationWasAuthenticated, channel.TopicArn)
            .Apply(state => Remark(alert, state.Item1, state.Item2, state.Item3));
    }

    // Secrets that cannot be decrypted here get different names by their place in the list.
    private static string Label(AlertSubscription alert) =>
        alert.Endpoint == Secret.Mask ? $"secret-{alert.Key.Split('[', ']')[1]}"
        : alert.Protocol.Endpoint!.IsOfPeople ? Fingerprint.OfAddress(alert.Endpoint!)
        : Fingerprint.Of(alert.Endpoint!);

    // Only whoever confirms the subscription can demand that unsubscribing be authenticated, with the token of the message (Amazon SNS API
    // Reference, "ConfirmSubscription"). Neither a subscription's resource nor a topic's policy can demand it.
    private static string? Remark(AlertSubscription alert, bool isPending, bool wasAuthenticated, string topicArn)
    {
        var confirm =
            $"aws sns confirm-subscription --topic-arn {topicArn} --authenticate-on-unsubscribe true --token TOKEN, with "
            + "the TOKEN of the link in SNS's message";
        return isPending ? $"{alert.Protocol} {alert.ShownEndpoint} receives nothing before it is confirmed: {confirm}"
            : alert.Protocol.IsConfirmedByPeople && !wasAuthenticated
                ? $"{alert.Protocol} {alert.ShownEndpoint} can be unsubscribed by anybody who has the link in one of its "
                    + $"messages; unsubscribe it, subscribe again, and confirm with: {confirm}"
            : null;
    }
}
