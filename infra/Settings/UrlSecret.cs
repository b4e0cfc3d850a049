using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Finds secrets in the URL of an endpoint. The URL stands in the state machine, which many people of an account may read, and in Pulumi's
/// state. A connection keeps user names, passwords and parameters. Nothing keeps the secret of an address that is itself the secret.
/// </summary>
internal static partial class UrlSecret
{
    private const string Shown = "which would stand in Pulumi's state and in the state machine";
    private const string Relay = "post to a server of yours that passes the message on";

    // Each of these services gives out addresses that need nothing else to be used.
    private static readonly ImmutableArray<(Regex Address, string Instead)> SecretAddresses =
    [
        (Slack(), "write protocol slack with the id of a channel"),
        (Teams(), "write protocol teams with the URL of a workflow, without its signature"),
        (PagerDuty(), "write protocol pagerduty with https://events.pagerduty.com/v2/enqueue"),
        (Others(), Relay),
    ];

    /// <summary>Says which secret a URL has, and what to write instead; null when none was found.</summary>
    public static string? FaultOf(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            return null;
        }

        if (url.UserInfo.Length > 0)
        {
            return $"has a user name or a password, {Shown}; leave it out, and let the connection have it";
        }

        if (Parameter().IsMatch(Uri.UnescapeDataString(url.Query)))
        {
            return $"has a parameter that is a secret, {Shown}; leave it out, and let the connection have it as a secret "
                + "query string parameter";
        }

        var address = $"{url.IdnHost.TrimEnd('.')}{Uri.UnescapeDataString(url.AbsolutePath)}";
        return SecretAddresses.FirstOrDefault(one => one.Address.IsMatch(address)) is { Instead: { } instead }
            ? $"is an address that is itself a secret, {Shown}; {instead}"
            : null;
    }

    [GeneratedRegex(
        "[?&;]([^=&;]*(sig|signature|token|key|secret|password|passwd|pwd|hmac|jwt|bearer|credentials?|authorization)"
            + "|([^=&;]*[^A-Za-z=&;])?(code|auth|pass|sas|authcode|accesscode))=",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^hooks\.slack(-gov)?\.com/", RegexOptions.IgnoreCase)]
    private static partial Regex Slack();

    [GeneratedRegex(@"^([^/]+\.webhook\.office\.com/|outlook\.office(365)?\.com/webhook)", RegexOptions.IgnoreCase)]
    private static partial Regex Teams();

    [GeneratedRegex(@"^events\.(eu\.)?pagerduty\.com/(?!v2/enqueue\z)", RegexOptions.IgnoreCase)]
    private static partial Regex PagerDuty();

    [GeneratedRegex(
        @"^((ptb\.|canary\.)?discord(app)?\.com/api/(v[0-9]+/)?webhooks/|api\.telegram\.org/(file/)?bot"
            + @"|webexapis\.com/v1/webhooks/incoming/|alert\.victorops\.com/|hooks\.zapier\.com/|hook\.[^/]+\.make\.com/"
            + @"|maker\.ifttt\.com/|open\.(feishu\.cn|larksuite\.com)/|webhook\.site/|[^/]+\.m\.pipedream\.net/"
            + @"|[^/]+\.sumologic\.com/receiver/|[^/]+\.(datadoghq|ddog-gov)\.(com|eu)/v1/input/|logs-01\.loggly\.com/(inputs|bulk)/"
            + @"|[^/]+\.tines\.com/webhook/)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Others();
}
