using BedrockDefense.Alerts;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Alerting;

/// <summary>
/// A topic's purpose: messages of one form, about all findings, about one severity, or about what some people ask for. Every subscriber
/// gets messages in this form only. Subscribers that need different forms never share a topic.
/// </summary>
internal sealed class AlertTopic
{
    private readonly SigmaLevel? _severity;
    private readonly PeopleSelection? _selection;

    private AlertTopic(string name, AlertForm form, string targetId, SigmaLevel? severity, PeopleSelection? selection) =>
        (Name, Form, TargetId, _severity, _selection) = (name, form, targetId, severity, selection);

    /// <summary>The last part of the topic's name.</summary>
    public string Name { get; }

    /// <summary>The form of the topic's messages.</summary>
    public AlertForm Form { get; }

    /// <summary>The topic's id as a target of any rule.</summary>
    public string TargetId { get; }

    /// <summary>Whether the topic serves some people only, because no other topic serves them.</summary>
    public bool IsForSomePeople => _selection is not null;

    /// <summary>Makes the topic of all findings in a form that machines read.</summary>
    public static AlertTopic OfAll(AlertForm form) => new(form.Topic!, form, form.Id, severity: null, selection: null);

    /// <summary>Makes the topic of a severity, for people.</summary>
    public static AlertTopic Of(SigmaLevel severity) =>
        new(severity.SigmaName(), AlertForm.Text, AlertForm.Text.Id, severity, selection: null);

    /// <summary>Makes a topic for people whom the topics of severities do not serve.</summary>
    public static AlertTopic Of(PeopleSelection selection) =>
        new(selection.TopicName, selection.Form, selection.TopicName, severity: null, selection);

    /// <summary>Whether the topic carries a detection.</summary>
    public bool IsToldOf(PeopleAlert alert) => _severity is { } severity ? alert.Level == severity : _selection?.Asks(alert) ?? true;

    /// <summary>Whether the topic carries a notice.</summary>
    public bool IsToldOf(Notice notice) =>
        _severity is { } severity ? !notice.IsForMachinesOnly && notice.Level == severity : _selection?.Asks(notice) ?? true;
}
