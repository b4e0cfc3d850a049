namespace BedrockDefense.Stack.Rehearsal;

/// <summary>Makes an example principal from an administrator pattern, so that an administrator can play a scenario.</summary>
internal static class ExamplePrincipal
{
    private const string SsoSuffix = "0123456789abcdef";

    /// <summary>
    /// Returns the ARN of a role that the pattern exempts. The role is in this account if the pattern allows any account.
    /// </summary>
    public static string Of(string administratorPattern, string accountId)
    {
        var parts = administratorPattern.Split(':', 6);
        var resource = parts[5];
        if (resource.EndsWith("_*", StringComparison.Ordinal))
        {
            resource = resource[..^1] + SsoSuffix;
        }

        // The wildcards that are left stand for the Region in the path of an SSO role. A role in us-east-1 has no such part.
        parts[4] = parts[4] == "*" ? accountId : parts[4];
        parts[5] = resource.Replace("*/", "eu-west-1/", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal);
        return string.Join(':', parts);
    }
}
