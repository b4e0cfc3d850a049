using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Proving.Observing;

/// <summary>Reads from AWS's message what refused a call (AWS IAM User Guide, "Troubleshoot access denied error messages").</summary>
internal static class Outcomes
{
    /// <summary>Tells the outcome of a call that failed.</summary>
    public static AttackOutcome Of(AwsException failure) =>
        !failure.SaysDenied ? AttackOutcome.Failed
        : Says(failure, "explicit deny in a service control policy") || Says(failure, "explicit deny in a resource control policy")
            ? AttackOutcome.RefusedByGuardrail
        : Says(failure, "no identity-based policy allows")
        || Says(failure, "explicit deny in an identity-based policy")
        || Says(failure, "no permissions boundary allows")
        || Says(failure, "no session policy allows")
            ? AttackOutcome.NotPermitted
        : AttackOutcome.Refused;

    private static bool Says(AwsException failure, string words) => failure.Message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
