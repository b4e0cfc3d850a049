using BedrockDefense.Aws;

namespace BedrockDefense.Infra.Settings;

/// <summary>What SNS refuses of an endpoint whose form is right: where it is, how long it is, what it is.</summary>
internal static class AlertEndpoint
{
    // RFC 5321, section 4.5.3.1.
    private const int LongestMailbox = 64;
    private const int LongestAddress = 254;

    /// <summary>What is wrong with it, with what to write instead; null when nothing is.</summary>
    /// <param name="protocol">Its protocol.</param>
    /// <param name="endpoint">The endpoint, in the protocol's form.</param>
    /// <param name="home">The Region of the topics; null where that is not known.</param>
    public static string? FaultOf(AlertProtocol protocol, string endpoint, AwsRegion? home) =>
        protocol.Name switch
        {
            "email" or "email-json" => FaultOfAddress(endpoint),
            "https" => FaultOfUrl(endpoint),
            _ when AlertSubscription.AccountOf(endpoint) is not null && home is not null => FaultOfPlace(
                protocol,
                endpoint.Split(':'),
                home
            ),
            _ => null,
        };

    private static string? FaultOfAddress(string address)
    {
        var at = address.LastIndexOf('@');
        return at > LongestMailbox || address.Length > LongestAddress
                ? $"is too long for an e-mail address, which has at most {LongestMailbox} characters before its @ and {LongestAddress} in all"
            : address.Any(character => !char.IsAscii(character))
                ? "has characters outside ASCII, which SNS does not take; write the domain in Punycode"
            : address[..at].Split('.').Concat(address[(at + 1)..].Split('.')).Contains("")
                ? "has a dot too many; write an address such as soc@example.com"
            : null;
    }

    private static string? FaultOfUrl(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Port is 0 || url.HostNameType is UriHostNameType.Unknown
            ? "is no URL; write one such as https://siem.example.com/hook"
        : url.HostNameType == UriHostNameType.IPv6 || url.IsLoopback || (url.HostNameType == UriHostNameType.Dns && !url.Host.Contains('.'))
            ? "names no host that SNS could reach; write one such as https://siem.example.com/hook"
        : url.Fragment.Length > 0 ? "has a fragment, which no server is sent; leave it out"
        : null;

    // Amazon SNS Developer Guide, "Sending Amazon SNS messages to an Amazon SQS queue or AWS Lambda function in a different
    // Region" and "Prerequisites for integrating Amazon SNS with Lambda functions across regions".
    private static string? FaultOfPlace(AlertProtocol protocol, string[] arn, AwsRegion home)
    {
        var (partition, code) = (arn[1], arn[3]);
        return partition != home.Partition ? $"is in partition {partition}, but the home Region {home.Code} is in {home.Partition}"
            : AwsRegion.Find(code) is not { } region || region.Partition != home.Partition
                ? $"is in {code}, which is no Region of {home.Partition}"
            : region == home ? null
            : protocol.Name is "firehose" or "application"
                ? $"is in {code}, and SNS delivers from the home Region {home.Code} to queues and functions of other Regions only; write one in {home.Code}"
            : protocol.Name == "lambda" && region.IsOptIn
                ? $"is in the opt-in Region {code}, to which SNS delivers from {home.Code} to queues only; write a function in a Region that every account has"
            : null;
    }
}
