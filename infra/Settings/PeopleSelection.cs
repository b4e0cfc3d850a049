using BedrockDefense.Alerts;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Settings;

/// <summary>What a subscription of people asks for, and so which topic serves it.</summary>
/// <param name="subscription">The subscription.</param>
internal sealed class PeopleSelection(AlertSubscription subscription)
{
    /// <summary>The form of its messages.</summary>
    public AlertForm Form => subscription.Protocol.Form;

    /// <summary>
    /// The last part of the name of the topic that this subscription needs. Subscriptions that ask for the same things in the same
    /// form share that topic. When somebody chooses the topic outside this stack, its name is that of the protocol. Otherwise the
    /// name tells the form and what is asked for.
    /// </summary>
    public string OwnTopic { get; } =
        subscription.Protocol.HasEndpoint ? NameOf(subscription.Protocol.Form, Selected(subscription)) : subscription.Protocol.Name;

    /// <summary>Whether the topics of two subscriptions would have one name although they ask for different things.</summary>
    public static bool IsMistakenFor(AlertSubscription one, AlertSubscription other) =>
        one.Protocol.Form.IsReadByPeople
        && other.Protocol.Form.IsReadByPeople
        && new PeopleSelection(one).OwnTopic == new PeopleSelection(other).OwnTopic
        && Selected(one) != Selected(other);

    /// <summary>Whether a message is asked for: at least one of the detections that it names is.</summary>
    public bool Asks(PeopleAlert alert) =>
        alert.WiderDetections.Prepend(alert.Detection).Any(detection => Asks(detection.Id, detection.Level));

    /// <summary>Whether a notice is asked for.</summary>
    public bool Asks(Notice notice) => !notice.IsForMachinesOnly && Asks(notice.Id, notice.Level);

    /// <summary>
    /// Whether the topics of its severities do not serve it. Those topics have one form and carry all detections. A message that
    /// names several detections goes only to the topic of the highest severity.
    /// </summary>
    public bool NeedsOwnTopic(IEnumerable<PeopleAlert> alerts) =>
        Form != AlertForm.Text
        || !subscription.Protocol.HasEndpoint
        || !subscription.Detections.IsEmpty
        || alerts.Any(alert => Asks(alert) && !subscription.Severities.Contains(alert.Level));

    private bool Asks(string id, SigmaLevel severity) =>
        subscription.Severities.Contains(severity) && (subscription.Detections.IsEmpty || subscription.Detections.Contains(id));

    private static string Selected(AlertSubscription subscription) =>
        string.Join(
            ' ',
            subscription.Severities.Select(severity => severity.SigmaName()).Concat(subscription.Detections.Order(StringComparer.Ordinal))
        );

    // The names of topics with texts do not contain the form. To change such a name would replace the topic.
    private static string NameOf(AlertForm form, string selected) =>
        form == AlertForm.Text ? $"own-{Fingerprint.Of(selected)}" : $"own-{form.Id}-{Fingerprint.Of($"{form.Id} {selected}")}";
}
