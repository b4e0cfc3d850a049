using BedrockDefense.Alerts;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Settings;

/// <summary>The alerts that a subscription of people asks for. They decide which topic serves the subscription.</summary>
/// <param name="subscription">The subscription.</param>
internal sealed class PeopleSelection(AlertSubscription subscription)
{
    /// <summary>The form of the subscription's messages.</summary>
    public AlertForm Form => subscription.Protocol.Form;

    /// <summary>
    /// The last part of the name of the topic that this subscription needs. Subscriptions that ask for the same things in the same
    /// form share that topic. When somebody chooses the topic outside this stack, its name is that of the protocol. Otherwise the
    /// name tells the form and what is asked for.
    /// </summary>
    public string TopicName { get; } =
        subscription.Protocol.HasEndpoint ? NameOf(subscription.Protocol.Form, SelectionOf(subscription)) : subscription.Protocol.Name;

    /// <summary>Whether the topics of two subscriptions would have one name although they ask for different things.</summary>
    public static bool IsMistakenFor(AlertSubscription one, AlertSubscription other) =>
        one.Protocol.TellsPeopleByTopic
        && other.Protocol.TellsPeopleByTopic
        && new PeopleSelection(one).TopicName == new PeopleSelection(other).TopicName
        && SelectionOf(one) != SelectionOf(other);

    /// <summary>
    /// Whether the subscription asks for a message. It does when it asks for at least one of the detections that the message names.
    /// </summary>
    public bool Asks(PeopleAlert alert) =>
        alert.WiderDetections.Prepend(alert.Detection).Any(detection => Asks(detection.Id, detection.Level));

    /// <summary>Whether the subscription asks for a notice.</summary>
    public bool Asks(Notice notice) => !notice.IsForMachinesOnly && Asks(notice.Id, notice.Level);

    /// <summary>
    /// Whether the subscription needs its own topic, because the topics of severities do not serve it. Those topics have one form and carry
    /// all detections. A message that names several detections goes only to the topic of the highest severity.
    /// </summary>
    public bool NeedsOwnTopic(IEnumerable<PeopleAlert> alerts) =>
        Form != AlertForm.Text
        || !subscription.Protocol.HasEndpoint
        || !subscription.Detections.IsEmpty
        || alerts.Any(alert => Asks(alert) && !subscription.Severities.Contains(alert.Level));

    private bool Asks(string id, SigmaLevel severity) =>
        subscription.Severities.Contains(severity) && (subscription.Detections.IsEmpty || subscription.Detections.Contains(id));

    private static string SelectionOf(AlertSubscription subscription) =>
        string.Join(
            ' ',
            subscription.Severities.Select(severity => severity.SigmaName()).Concat(subscription.Detections.Order(StringComparer.Ordinal))
        );

    // The name of a topic with texts does not contain the form, because a changed name would replace the topic.
    private static string NameOf(AlertForm form, string selected) =>
        form == AlertForm.Text ? $"own-{Fingerprint.Of(selected)}" : $"own-{form.Id}-{Fingerprint.Of($"{form.Id} {selected}")}";
}
