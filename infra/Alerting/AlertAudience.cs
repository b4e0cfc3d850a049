using BedrockDefense.Alerts;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Alerting;

/// <summary>
/// Who gets the same messages: of one form, about all findings, about one severity, or about what some people ask for. An audience has a
/// topic, or a destination that EventBridge delivers to itself. Every subscriber of a topic gets messages in this form only. Subscribers
/// that need different forms never share a topic.
/// </summary>
internal sealed class AlertAudience
{
    private readonly SigmaLevel? _severity;
    private readonly PeopleSelection? _selection;
    private readonly AlertSubscription? _direct;

    private AlertAudience(
        string name,
        AlertForm form,
        string targetId,
        SigmaLevel? severity = null,
        PeopleSelection? selection = null,
        AlertSubscription? direct = null
    ) => (Name, Form, TargetId, _severity, _selection, _direct) = (name, form, targetId, severity, selection, direct);

    /// <summary>The last part of the name of the topic or the destination.</summary>
    public string Name { get; }

    /// <summary>The form of the messages.</summary>
    public AlertForm Form { get; }

    /// <summary>The id as a target of any rule.</summary>
    public string TargetId { get; }

    /// <summary>Whether the audience is some people only, because no other topic serves them.</summary>
    public bool IsForSomePeople => _selection is not null;

    /// <summary>Whether the audience has a destination without a topic.</summary>
    public bool IsDirect => _direct is not null;

    /// <summary>The entry whose messages are posted over HTTPS; null for the other audiences.</summary>
    public AlertSubscription? Posted => _direct is { Connection: not null } ? _direct : null;

    /// <summary>Whom a state machine delivers to, for descriptions.</summary>
    public string Receiver => Posted is { Protocol.Form.Receiver: null } ? "a web hook" : Form.Receiver ?? $"the topic {Name}";

    /// <summary>The name of the documents of the state machine that delivers; null where EventBridge publishes on a topic itself.</summary>
    public string? MachineDocument => Posted is null ? Form.Machine : "http";

    /// <summary>Makes the audience of all findings in a form that machines read from a topic.</summary>
    public static AlertAudience OfAll(AlertForm form) => new(form.Topic!, form, form.Id);

    /// <summary>Makes the audience of a severity: people.</summary>
    public static AlertAudience Of(SigmaLevel severity) => new(severity.SigmaName(), AlertForm.Text, AlertForm.Text.Id, severity);

    /// <summary>Makes an audience of people whom the topics of severities do not serve.</summary>
    public static AlertAudience Of(PeopleSelection selection) =>
        new(selection.TopicName, selection.Form, selection.TopicName, selection: selection);

    /// <summary>Makes the audience of an entry whose destination needs no topic.</summary>
    public static AlertAudience OfDirect(AlertSubscription alert) =>
        new(
            alert.DestinationName,
            alert.Protocol.Form,
            alert.DestinationName,
            selection: alert.Protocol.Form.IsReadByPeople ? new PeopleSelection(alert) : null,
            direct: alert
        );

    /// <summary>Whether the audience is told of a detection. A machine is told of each detection on its own.</summary>
    public bool IsToldOf(PeopleAlert alert) =>
        _severity is { } severity ? alert.Level == severity
        : _selection is { } selection ? selection.Asks(alert)
        : _direct is not { } machine || Asks(machine, alert.Detection.Id, alert.Detection.Level);

    /// <summary>Whether the audience is told of a notice.</summary>
    public bool IsToldOf(Notice notice) =>
        _severity is { } severity ? !notice.IsForMachinesOnly && notice.Level == severity
        : _selection is { } selection ? selection.Asks(notice)
        : _direct is not { } machine || Asks(machine, notice.Id, notice.Level);

    private static bool Asks(AlertSubscription machine, string id, SigmaLevel level) =>
        machine.Severities.Contains(level) && (machine.Detections.IsEmpty || machine.Detections.Contains(id));
}
