using System.Collections.Immutable;
using BedrockDefense.Alerts;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// A way to deliver alerts, with the form of its messages: a protocol of SNS (Amazon SNS API Reference, "Subscribe"), a chat channel, or a
/// destination that needs no topic.
/// Plain <c>http</c> is left out, because it would carry findings unencrypted.
/// </summary>
public sealed class AlertProtocol
{
    // Amazon SNS Developer Guide, "Fanout to Firehose delivery streams".
    private const int StreamsPerOwner = 5;

    // A function, because a form is read from a document only when somebody needs it. Parsing the settings does not need it.
    private readonly Func<AlertForm> _form;

    internal AlertProtocol(string name, Func<AlertForm> form, AlertEndpoint? endpoint, string endpointForm) =>
        (Name, _form, Endpoint, EndpointForm) = (name, form, endpoint, endpointForm);

    /// <summary>Every protocol that this program can subscribe.</summary>
    public static ImmutableArray<AlertProtocol> All { get; } =
    [
        new("email", () => AlertForm.Text, AlertEndpoint.Mailbox, "soc@example.com") { IsConfirmedByPeople = true },
        new("sms", () => AlertForm.Text, AlertEndpoint.Phone, "+14255550100"),
        new("application", () => AlertForm.Text, AlertEndpoint.Device, "arn:aws:sns:eu-central-1:111122223333:endpoint/GCM/app/0f1e2d3c"),
        new("chat", () => AlertForm.Find("chat"), endpoint: null, "")
        {
            SubscriptionPlace = "the channel's configuration in Amazon Q Developer",
        },
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
            EndpointsPerOwnerLimit = StreamsPerOwner,
            OwnersStep = OwnersSteps.LetWrite,
        },
        new("securityhub", () => AlertForm.Find("securityhub"), endpoint: null, "") { IsDirect = true },
        new("slack", () => AlertForm.Find("slack"), AlertEndpoint.SlackChannel, "C0123456789")
        {
            IsPosted = true,
            // Only this method takes the secret in a header. The URL of an incoming web hook is itself the secret.
            PostedTo = "https://slack.com/api/chat.postMessage",
        },
        new("teams", () => AlertForm.Find("teams"), AlertEndpoint.TeamsWorkflow, AlertEndpoint.TeamsExample) { IsPosted = true },
        new("pagerduty", () => AlertForm.Find("pagerduty"), AlertEndpoint.PagerDuty, "https://events.pagerduty.com/v2/enqueue")
        {
            IsPosted = true,
        },
        new("webhook", () => AlertForm.Finding, AlertEndpoint.WebHook, "https://siem.example.com/hook") { IsPosted = true },
    ];

    /// <summary>The protocol's name in the configuration.</summary>
    public string Name { get; }

    /// <summary>The protocol's name in SNS, in lower case; by default the same as <see cref="Name"/>.</summary>
    public string SnsName
    {
        get => field ?? Name;
        internal init;
    }

    /// <summary>The form of the messages that this protocol delivers.</summary>
    public AlertForm Form => _form();

    /// <summary>The kind of its endpoints; null for a protocol without endpoints.</summary>
    internal AlertEndpoint? Endpoint { get; }

    /// <summary>
    /// Whether an entry names an endpoint. A protocol without endpoints has one topic, which somebody chooses outside this stack, or one
    /// destination.
    /// </summary>
    public bool HasEndpoint => Endpoint is not null;

    /// <summary>Whether the destination gets its messages without a topic of SNS.</summary>
    public bool IsDirect
    {
        get => field || IsPosted;
        private init;
    }

    /// <summary>Whether people read the messages, from a topic that carries only what they asked for.</summary>
    public bool TellsPeopleByTopic => Form.IsReadByPeople && !IsDirect;

    /// <summary>Whether a filter of the subscription chooses from a topic of all findings.</summary>
    public bool IsFiltered => !Form.IsReadByPeople && !IsDirect;

    /// <summary>Whether the messages are posted over HTTPS, with the secret of a connection of EventBridge.</summary>
    public bool IsPosted { get; private init; }

    /// <summary>The URL that the messages are posted to, where the endpoint is a channel and no URL.</summary>
    internal string? PostedTo { get; private init; }

    /// <summary>The place outside this stack where somebody subscribes a protocol without endpoints to its topic; for messages.</summary>
    public string SubscriptionPlace { get; private init; } = "";

    /// <summary>An example of a valid endpoint, for error messages.</summary>
    public string EndpointForm { get; }

    /// <summary>Whether a person must confirm the subscription before anything arrives.</summary>
    public bool IsConfirmedByPeople { get; private init; }

    /// <summary>Whether SNS delivers the message itself, without its envelope (raw message delivery).</summary>
    public bool IsRaw { get; private init; }

    /// <summary>
    /// Whether the message arrives as the <c>Message</c> of SNS's own JSON (Amazon SNS Developer Guide, "Message delivery").
    /// </summary>
    public bool HasEnvelope { get; private init; }

    /// <summary>Whether SNS assumes a role to deliver.</summary>
    public bool NeedsRole { get; private init; }

    /// <summary>How many endpoints of one account SNS allows at a topic; null for no limit.</summary>
    public int? EndpointsPerOwnerLimit { get; private init; }

    /// <summary>
    /// Writes what the owner of an endpoint in another account must do before subscribing it. The arguments are the subscription and the
    /// topic's ARN. Null where the owner cannot subscribe the endpoint.
    /// </summary>
    internal Func<AlertSubscription, string, string>? OwnersStep { get; private init; }

    /// <summary>Finds the protocol with exactly this name; null when there is none.</summary>
    public static AlertProtocol? Find(string name) => All.FirstOrDefault(protocol => protocol.Name == name);

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
