using System.Collections.Immutable;
using BedrockDefense.Alerts;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// A way in which somebody is told: a protocol of SNS (Amazon SNS API Reference, "Subscribe") or a chat channel, and the form of
/// the messages there. Plain <c>http</c> is left out: it would carry findings unencrypted.
/// </summary>
public sealed class AlertProtocol
{
    // Amazon SNS Developer Guide, "Fanout to Firehose delivery streams".
    private const int StreamsOfAnOwner = 5;

    // The forms are read from their documents, which settings alone have no need of.
    private readonly Func<AlertForm> _form;

    internal AlertProtocol(string name, Func<AlertForm> form, AlertEndpoint? endpoint, string endpointForm) =>
        (Name, _form, Endpoint, EndpointForm) = (name, form, endpoint, endpointForm);

    /// <summary>Every protocol this program can subscribe, a row each.</summary>
    public static ImmutableArray<AlertProtocol> All { get; } =
    [
        new("email", () => AlertForm.Text, AlertEndpoint.Mailbox, "soc@example.com") { IsConfirmedByPeople = true },
        new("sms", () => AlertForm.Text, AlertEndpoint.Phone, "+14255550100"),
        new("application", () => AlertForm.Text, AlertEndpoint.Device, "arn:aws:sns:eu-central-1:111122223333:endpoint/GCM/app/0f1e2d3c"),
        new("chat", () => AlertForm.Find("chat"), endpoint: null, "") { ChosenIn = "the channel's configuration in Amazon Q Developer" },
        new("email-json", () => AlertForm.Finding, AlertEndpoint.Mailbox, "siem@example.com")
        {
            IsConfirmedByPeople = true,
            HasEnvelope = true,
        },
        new("https", () => AlertForm.Finding, AlertEndpoint.Url, "https://siem.example.com/hook") { HasEnvelope = true },
        new("sqs", () => AlertForm.Finding, AlertEndpoint.Queue, "arn:aws:sqs:eu-central-1:111122223333:findings")
        {
            IsRaw = true,
            OwnersStep = OwnersSteps.LetSend,
        },
        new("lambda", () => AlertForm.Finding, AlertEndpoint.Function, "arn:aws:lambda:eu-central-1:111122223333:function:triage")
        {
            HasEnvelope = true,
            OwnersStep = OwnersSteps.LetCall,
        },
        new("firehose", () => AlertForm.Finding, AlertEndpoint.Stream, "arn:aws:firehose:eu-central-1:111122223333:deliverystream/findings")
        {
            IsRaw = true,
            NeedsRole = true,
            MostOfAnOwner = StreamsOfAnOwner,
            OwnersStep = OwnersSteps.LetWrite,
        },
    ];

    /// <summary>Its name in the configuration.</summary>
    public string Name { get; }

    /// <summary>The protocol as SNS spells it, in lower case: its name, where nothing else is said.</summary>
    public string SnsName
    {
        get => field ?? Name;
        internal init;
    }

    /// <summary>The form of the messages there.</summary>
    public AlertForm Form => _form();

    /// <summary>The form of its endpoints; null for a chat channel, where somebody chooses the topic outside this stack.</summary>
    internal AlertEndpoint? Endpoint { get; }

    /// <summary>Whether an endpoint is subscribed; otherwise it has one topic, which somebody chooses elsewhere.</summary>
    public bool HasEndpoint => Endpoint is not null;

    /// <summary>Where somebody chooses the topic of a protocol without endpoints.</summary>
    public string ChosenIn { get; private init; } = "";

    /// <summary>An example of a valid endpoint, for error messages.</summary>
    public string EndpointForm { get; }

    /// <summary>Whether a person must confirm the subscription before anything arrives.</summary>
    public bool IsConfirmedByPeople { get; private init; }

    /// <summary>Whether SNS can be asked to deliver the message itself, and is.</summary>
    public bool IsRaw { get; private init; }

    /// <summary>
    /// Whether the message arrives as the <c>Message</c> of SNS's own JSON (Amazon SNS Developer Guide, "Message delivery").
    /// </summary>
    public bool HasEnvelope { get; private init; }

    /// <summary>Whether SNS assumes a role to deliver.</summary>
    public bool NeedsRole { get; private init; }

    /// <summary>How many endpoints of one account a topic takes; null for any number.</summary>
    public int? MostOfAnOwner { get; private init; }

    /// <summary>
    /// What the owner of an endpoint in another account does before subscribing it, for the subscription and the topic's ARN; null
    /// where the owner cannot.
    /// </summary>
    internal Func<AlertSubscription, string, string>? OwnersStep { get; private init; }

    /// <summary>The protocol of this exact name; null when there is none.</summary>
    public static AlertProtocol? Find(string name) => All.FirstOrDefault(protocol => protocol.Name == name);

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
