using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// A protocol of an SNS subscription (Amazon SNS API Reference, "Subscribe"), and whether a person or a machine reads
/// there. Plain <c>http</c> is left out: it would carry findings unencrypted. <c>chat</c> is none of SNS's: it stands for a
/// topic to which Amazon Q Developer in chat applications subscribes its channels.
/// </summary>
public sealed partial class AlertProtocol
{
    private const string ChatName = "chat";

    private readonly Regex _endpoint;

    private AlertProtocol(string name, bool isRead, string endpointForm, Regex endpoint)
    {
        Name = name;
        IsReadByPeople = isRead;
        EndpointForm = endpointForm;
        _endpoint = endpoint;
    }

    /// <summary>The protocol as SNS spells it, in lower case.</summary>
    public string Name { get; }

    /// <summary>Whether people read it, and so get the text of the alert; the others get the finding in JSON.</summary>
    public bool IsReadByPeople { get; }

    /// <summary>Whether its endpoints are e-mail addresses or phone numbers, which can be guessed.</summary>
    public bool IsAddressOfPeople => Name is "email" or "email-json" or "sms";

    /// <summary>Whether it stands for a chat channel, which has no endpoint of its own.</summary>
    public bool IsChat => Name == ChatName;

    /// <summary>An example of a valid endpoint, for error messages.</summary>
    public string EndpointForm { get; }

    /// <summary>Every protocol this program can subscribe.</summary>
    public static ImmutableArray<AlertProtocol> All { get; } =
    [
        new("email", true, "soc@example.com", EmailAddress()),
        new("sms", true, "+14255550100", PhoneNumber()),
        new("application", true, "arn:aws:sns:eu-central-1:111122223333:endpoint/GCM/app/0f1e2d3c", SnsEndpointArn()),
        new(ChatName, true, "", Nothing()),
        new("email-json", false, "siem@example.com", EmailAddress()),
        new("https", false, "https://siem.example.com/hook", HttpsUrl()),
        new("sqs", false, "arn:aws:sqs:eu-central-1:111122223333:findings", SqsArn()),
        new("lambda", false, "arn:aws:lambda:eu-central-1:111122223333:function:triage", LambdaArn()),
        new("firehose", false, "arn:aws:firehose:eu-central-1:111122223333:deliverystream/findings", FirehoseArn()),
    ];

    /// <summary>The protocol of this exact name; null when there is none.</summary>
    public static AlertProtocol? Find(string name) => All.FirstOrDefault(protocol => protocol.Name == name);

    /// <summary>Whether SNS could deliver to this endpoint, by its form.</summary>
    public bool Accepts(string endpoint) => _endpoint.IsMatch(endpoint);

    /// <summary>The protocol as SNS spells it.</summary>
    public override string ToString() => Name;

    [GeneratedRegex(@"^\z")]
    private static partial Regex Nothing();

    [GeneratedRegex(@"^[^@\s<>""\p{C}]+@[^@\s<>""\p{C}]+\.[^@\s<>""\p{C}]+\z")]
    private static partial Regex EmailAddress();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"^https://[^\s\p{C}/]+(/[^\s\p{C}]*)?\z")]
    private static partial Regex HttpsUrl();

    [GeneratedRegex(@"^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:endpoint/[A-Z_]+/[A-Za-z0-9_.-]{1,256}/[0-9a-fA-F-]+\z")]
    private static partial Regex SnsEndpointArn();

    [GeneratedRegex(@"^arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}\z")]
    private static partial Regex SqsArn();

    [GeneratedRegex(@"^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:(\$LATEST|[A-Za-z0-9_-]{1,128}))?\z")]
    private static partial Regex LambdaArn();

    [GeneratedRegex(@"^arn:aws[a-z-]*:firehose:[a-z0-9-]+:[0-9]{12}:deliverystream/[A-Za-z0-9_.-]{1,64}\z")]
    private static partial Regex FirehoseArn();
}
