namespace BedrockDefense.Stack.Rehearsal;

/// <summary>Makes somebody of an administrator pattern, so that a scenario can be played by one.</summary>
internal static class ExamplePrincipal
{
    private const string SsoSuffix = "0123456789abcdef";

    /// <summary>The ARN of a role that the pattern exempts, in this account if the pattern leaves the account open.</summary>
    public static string Of(string administratorPattern, string accountId)
    {
        var parts = administratorPattern.Split(':', 6);
        var resource = parts[5];
        if (resource.EndsWith("_*", StringComparison.Ordinal))
        {
            resource = resource[..^1] + SsoSuffix;
        }

        // What is left are the open Region path of an SSO role; a role in us-east-1 has none.
        parts[4] = parts[4] == "*" ? accountId : parts[4];
        parts[5] = resource.Replace("*/", "eu-west-1/", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal);
        return string.Join(':', parts);
    }
}
