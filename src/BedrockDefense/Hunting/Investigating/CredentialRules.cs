using BedrockDefense.Hunting.Matching;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>Makes the rules that find the events of an investigation.</summary>
internal static class CredentialRules
{
    // The calls whose answer contains an access key, and the sign-in to the console (AWS CloudTrail User Guide and IAM User Guide).
    private static readonly string[] IssuingCalls =
    [
        "AssumeRole",
        "AssumeRoleWithSAML",
        "AssumeRoleWithWebIdentity",
        "AssumeRoot",
        "ConsoleLogin",
        "CreateAccessKey",
        "CreateSession",
        "GetCredentialsForIdentity",
        "GetFederationToken",
        "GetRoleCredentials",
        "GetSessionToken",
    ];

    /// <summary>Matches the calls that can issue credentials.</summary>
    public static SigmaRule Issuing { get; } = FieldRule.AnyOf("issuing", [("eventName", IssuingCalls)]);
}
