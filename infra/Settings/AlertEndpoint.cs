using System.Text.RegularExpressions;
using BedrockDefense.Aws;

namespace BedrockDefense.Infra.Settings;

/// <summary>A kind of endpoint: the form of its addresses, and which addresses SNS refuses although their form is right.</summary>
internal sealed partial class AlertEndpoint
{
    // RFC 5321, section 4.5.3.1.
    private const int LongestMailbox = 64;
    private const int LongestAddress = 254;

    private readonly Regex _form;
    private readonly Func<string, AwsRegion?, string?> _faultOf;

    private AlertEndpoint(Regex form, Func<string, AwsRegion?, string?> faultOf) => (_form, _faultOf) = (form, faultOf);

    /// <summary>An e-mail address.</summary>
    public static AlertEndpoint Mailbox { get; } = new(EmailAddress(), (address, _) => FaultOfAddress(address)) { IsOfPeople = true };

    /// <summary>A phone number.</summary>
    public static AlertEndpoint Phone { get; } = new(PhoneNumber(), (_, _) => null) { IsOfPeople = true };

    /// <summary>An application on somebody's device.</summary>
    public static AlertEndpoint Device { get; } = new(SnsEndpointArn(), (arn, home) => FaultOfPlace(arn, home, FaultOfOtherRegion));

    /// <summary>A web hook.</summary>
    public static AlertEndpoint Url { get; } = new(HttpsUrl(), (url, _) => FaultOfUrl(url, "SNS", "https://siem.example.com/hook"));

    /// <summary>A channel of Slack, by its id.</summary>
    public static AlertEndpoint SlackChannel { get; } = new(SlackChannelId(), (_, _) => null);

    /// <summary>A workflow of Microsoft Teams that a web request starts.</summary>
    public static AlertEndpoint TeamsWorkflow { get; } =
        new(HttpsUrl(), (url, _) => UrlSecret.FaultOf(url) ?? FaultOfUrl(url, "Step Functions", TeamsExample));

    /// <summary>PagerDuty's Events API v2, in its service regions US and EU.</summary>
    public static AlertEndpoint PagerDuty { get; } = new(PagerDutyUrl(), (_, _) => null);

    /// <summary>A web hook whose secret a connection has.</summary>
    public static AlertEndpoint WebHook { get; } =
        new(HttpsUrl(), (url, _) => UrlSecret.FaultOf(url) ?? FaultOfUrl(url, "Step Functions", "https://siem.example.com/hook"));

    /// <summary>An example of the URL of a workflow, without its signature.</summary>
    public const string TeamsExample =
        "https://prod-1.westeurope.logic.azure.com/workflows/0f1e2d3c/triggers/manual/paths/invoke?api-version=2016-06-01";

    /// <summary>A queue, to which SNS delivers in any Region.</summary>
    public static AlertEndpoint Queue { get; } = new(SqsArn(), (arn, home) => FaultOfPlace(arn, home, (_, _) => null));

    /// <summary>A function. SNS delivers to it in every Region that an account has by default.</summary>
    public static AlertEndpoint Function { get; } =
        new(
            LambdaArn(),
            (arn, home) =>
                FaultOfPlace(
                    arn,
                    home,
                    (region, from) =>
                        region.IsOptIn
                            ? $"is in the opt-in Region {region.Code}, to which SNS delivers from {from.Code} to queues only; "
                                + "write a function in a Region that every account has"
                            : null
                )
        );

    /// <summary>A stream.</summary>
    public static AlertEndpoint Stream { get; } = new(FirehoseArn(), (arn, home) => FaultOfPlace(arn, home, FaultOfOtherRegion));

    /// <summary>Whether the endpoints are e-mail addresses or phone numbers, which can be guessed.</summary>
    public bool IsOfPeople { get; private init; }

    /// <summary>Whether the endpoint has the right form.</summary>
    public bool Accepts(string endpoint) => _form.IsMatch(endpoint);

    /// <summary>
    /// Says what is wrong with an endpoint of the right form, and what to write instead; null when SNS accepts the endpoint.
    /// </summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="home">The Region of the topics; null where it is unknown.</param>
    public string? FaultOf(string endpoint, AwsRegion? home) => _faultOf(endpoint, home);

    private static string? FaultOfAddress(string address)
    {
        var at = address.LastIndexOf('@');
        return at > LongestMailbox || address.Length > LongestAddress
                ? $"is too long for an e-mail address, which has at most {LongestMailbox} characters before its @ and "
                    + $"{LongestAddress} in all"
            : address.Any(character => !char.IsAscii(character))
                ? "has characters outside ASCII, which SNS does not take; write the domain in Punycode"
            : address[..at].Split('.').Concat(address[(at + 1)..].Split('.')).Contains("")
                ? "has a dot too many; write an address such as soc@example.com"
            : null;
    }

    private static string? FaultOfUrl(string text, string sender, string example) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Port is 0 || url.HostNameType is UriHostNameType.Unknown
            ? $"is no URL; write one such as {example}"
        : url.HostNameType == UriHostNameType.IPv6 || url.IsLoopback || (url.HostNameType == UriHostNameType.Dns && !url.Host.Contains('.'))
            ? $"names no host that {sender} could reach; write one such as {example}"
        : url.Fragment.Length > 0 ? "has a fragment, which no server is sent; leave it out"
        : null;

    // Amazon SNS Developer Guide, "Sending Amazon SNS messages to an Amazon SQS queue or AWS Lambda function in a different
    // Region" and "Prerequisites for integrating Amazon SNS with Lambda functions across regions".
    private static string? FaultOfPlace(string arn, AwsRegion? home, Func<AwsRegion, AwsRegion, string?> faultElsewhere)
    {
        if (home is null)
        {
            return null;
        }

        var parts = arn.Split(':');
        var (partition, code) = (parts[1], parts[3]);
        return partition != home.Partition ? $"is in partition {partition}, but the home Region {home.Code} is in {home.Partition}"
            : AwsRegion.Find(code) is not { } region || region.Partition != home.Partition
                ? $"is in {code}, which is no Region of {home.Partition}"
            : region == home ? null
            : faultElsewhere(region, home);
    }

    private static string FaultOfOtherRegion(AwsRegion region, AwsRegion home) =>
        $"is in {region.Code}, and SNS delivers from the home Region {home.Code} to queues and functions of other Regions "
        + $"only; write one in {home.Code}";

    [GeneratedRegex(@"^[^@\s<>""\p{C}]+@[^@\s<>""\p{C}]+\.[^@\s<>""\p{C}]+\z")]
    private static partial Regex EmailAddress();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"^https://[^\s\p{C}/]+(/[^\s\p{C}]*)?\z")]
    private static partial Regex HttpsUrl();

    [GeneratedRegex(@"^[CG][A-Z0-9]{8,20}\z")]
    private static partial Regex SlackChannelId();

    [GeneratedRegex(@"^https://events(\.eu)?\.pagerduty\.com/v2/enqueue\z")]
    private static partial Regex PagerDutyUrl();

    [GeneratedRegex(@"^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:endpoint/[A-Z_]+/[A-Za-z0-9_.-]{1,256}/[0-9a-fA-F-]+\z")]
    private static partial Regex SnsEndpointArn();

    [GeneratedRegex(@"^arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}\z")]
    private static partial Regex SqsArn();

    [GeneratedRegex(@"^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:(\$LATEST|[A-Za-z0-9_-]{1,128}))?\z")]
    private static partial Regex LambdaArn();

    [GeneratedRegex(@"^arn:aws[a-z-]*:firehose:[a-z0-9-]+:[0-9]{12}:deliverystream/[A-Za-z0-9_.-]{1,64}\z")]
    private static partial Regex FirehoseArn();
}
