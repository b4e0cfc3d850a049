using System.Text.RegularExpressions;
using BedrockDefense.Infra.Foundation;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// A connection of EventBridge, which keeps the secret of an HTTPS endpoint in Secrets Manager (Amazon EventBridge User Guide, "Connections
/// for HTTP endpoints"). Somebody creates it outside this stack, so that the secret never passes Pulumi. Its name begins like this stack's
/// own names, since guardrails protect those.
/// </summary>
/// <param name="Arn">The ARN.</param>
/// <param name="Name">The name in the ARN.</param>
public sealed partial record HttpConnection(string Arn, string Name)
{
    /// <summary>An example, for error messages.</summary>
    internal const string Example =
        $"arn:aws:events:eu-central-1:111122223333:connection/{Names.Product}-slack/0f1e2d3c-4b5a-4968-8776-655443322110";

    /// <summary>The account of the connection.</summary>
    public string Account => Arn.Split(':')[4];

    /// <summary>The code of the Region of the connection.</summary>
    public string Region => Arn.Split(':')[3];

    /// <summary>Reads an ARN; null when it names no connection.</summary>
    internal static HttpConnection? Find(string arn) =>
        Form().Match(arn) is { Success: true } match ? new HttpConnection(arn, match.Groups["name"].Value) : null;

    // Amazon EventBridge API Reference, "Connection": ConnectionArn and Name.
    [GeneratedRegex(@"^arn:aws[a-z-]*:events:[a-z0-9-]+:[0-9]{12}:connection/(?<name>[A-Za-z0-9._-]{1,64})/[0-9a-f-]{36}\z")]
    private static partial Regex Form();
}
