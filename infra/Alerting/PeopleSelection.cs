using BedrockDefense.Alerts;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Alerting;

/// <summary>What a subscription of people asks for, and so which topic serves it.</summary>
/// <param name="subscription">The subscription.</param>
internal sealed class PeopleSelection(AlertSubscription subscription)
{
    /// <summary>
    /// The last part of the name of the topic that it, and others that ask for the same, need for themselves: for a chat
    /// channel, whose messages have another form, and otherwise named by what is asked for.
    /// </summary>
    public string OwnTopic { get; } =
        subscription.Protocol.IsChat
            ? subscription.Protocol.Name
            : $"own-{Fingerprint.Of(string.Join(' ', subscription.Severities.Select(severity => severity.SigmaName()).Concat(subscription.Detections.Order(StringComparer.Ordinal))))}";

    /// <summary>Whether it is for chat channels, whose messages have another form.</summary>
    public bool IsChat => subscription.Protocol.IsChat;

    /// <summary>Whether a message is asked for: one of the detections that it names is.</summary>
    public bool Asks(PeopleAlert alert) => alert.Within.Prepend(alert.Detection).Any(detection => Asks(detection.Id, detection.Level));

    /// <summary>Whether a notice is asked for.</summary>
    public bool Asks(Notice notice) => !notice.IsForMachinesOnly && Asks(notice.Id, notice.Level);

    private bool Asks(string id, SigmaLevel severity) =>
        subscription.Severities.Contains(severity) && (subscription.Detections.IsEmpty || subscription.Detections.Contains(id));

    /// <summary>
    /// Whether the topics of its severities do not serve it: they carry all detections, and a message that names several
    /// only on the topic of the highest.
    /// </summary>
    public bool NeedsOwnTopic(IEnumerable<PeopleAlert> alerts) =>
        subscription.Protocol.IsChat
        || !subscription.Detections.IsEmpty
        || alerts.Any(alert => Asks(alert) && !subscription.Severities.Contains(alert.Level));
}
