using System.Text.RegularExpressions;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Judges the ARN patterns of <c>administrators</c>. The same text becomes an SCP's <c>ArnNotLike aws:PrincipalArn</c>, a protected
/// resource and a Sigma placeholder. A pattern that exempts nobody (a session ARN, an SSO role without its path) is refused here. So is a
/// pattern whose role anybody could create (a wildcard in a role's name).
/// </summary>
public static partial class AdministratorPattern
{
    /// <summary>The form every valid pattern has, for messages.</summary>
    public const string ValidForm =
        "arn:aws:iam::<12-digit account or *>:role/<path and name>, such as arn:aws:iam::*:role/BedrockLoggingAdmin";

    /// <summary>Says what is wrong with a pattern, with its valid form; null when the pattern is valid.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="partition">The partition that the pattern must be in; null where it is unknown.</param>
    public static string? FaultOf(string pattern, string? partition)
    {
        var parts = pattern.Split(':', 6);
        if (parts is not ["arn", var ownPartition, var service, "", var account, var resource])
        {
            return pattern is "*" or "arn:*"
                ? $"would exempt everybody; name roles, each as {ValidForm}"
                : $"is no IAM role ARN; write {ValidForm}";
        }

        if (service == "sts")
        {
            return SessionFault(account, resource, ownPartition);
        }

        if (service != "iam" || !resource.StartsWith("role/", StringComparison.Ordinal))
        {
            return $"is no IAM role ARN; write {ValidForm}";
        }

        if (partition is not null && ownPartition != partition)
        {
            return $"is in partition {ownPartition}, but the home Region is in {partition}; write arn:{partition}:iam::…";
        }

        if (account != "*" && !AccountId().IsMatch(account))
        {
            return $"has the account \"{account}\"; an account id has 12 digits, or write * for any account";
        }

        return RoleFault(account, resource["role/".Length..], ownPartition);
    }

    /// <summary>
    /// Writes a valid pattern in the form for policies. A single sign-on role's name ends in 16 characters that AWS chooses. Only its
    /// Region may stand before the name in the path. An open wildcard would also exempt the permission sets <c>NAME_Other</c> and
    /// <c>xAWSReservedSSO_NAME</c>. A delegated administrator of single sign-on could create those.
    /// </summary>
    public static string ToPolicyPattern(string pattern) =>
        ToRulePattern(pattern) is var one && one.EndsWith(OpenEnd, StringComparison.Ordinal)
            ? one[..^1] + new string('?', SsoSuffixLength)
            : one;

    /// <summary>
    /// Writes a valid pattern in the form for rules, where only <c>*</c> is a wildcard. The end of a single sign-on role's name stays open.
    /// </summary>
    public static string ToRulePattern(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return pattern.EndsWith(OpenEnd, StringComparison.Ordinal)
            ? pattern.Replace("/*AWSReservedSSO_", "*/AWSReservedSSO_", StringComparison.Ordinal)
            : pattern;
    }

    private const string OpenEnd = "_*";
    private const int SsoSuffixLength = 16;

    private static string SessionFault(string account, string resource, string partition) =>
        resource.Split('/') is ["assumed-role", var role, ..]
            ? $"is a session, and aws:PrincipalArn holds the role's ARN: it would exempt nobody; write {Suggest(partition, account, role)}"
            : $"is no IAM role ARN; write {ValidForm}";

    private static string? RoleFault(string account, string pathAndName, string partition)
    {
        var name = pathAndName[(pathAndName.LastIndexOf('/') + 1)..];
        if (SsoRole().IsMatch(pathAndName))
        {
            return null;
        }

        if (
            name.TrimStart('*').StartsWith("AWSReservedSSO_", StringComparison.Ordinal)
            && Suggest(partition, account, name.TrimStart('*')) is var suggestion
            && SsoRole().IsMatch(suggestion[(suggestion.IndexOf(":role/", StringComparison.Ordinal) + ":role/".Length)..])
        )
        {
            return $"does not spell an SSO role's path, which aws:PrincipalArn includes, so it would exempt nobody; write {suggestion}";
        }

        if (pathAndName.Contains('*') || pathAndName.Contains('?'))
        {
            return "has a wildcard in the role's path or name, so anybody who may create a role could claim the exemption; "
                + "write the whole name (only AWSReservedSSO_…_* may end in a wildcard)";
        }

        return RolePathAndName().IsMatch(pathAndName) ? null : $"has a path or name that no role can have; write {ValidForm}";
    }

    private static string Suggest(string partition, string account, string role)
    {
        if (!role.StartsWith("AWSReservedSSO_", StringComparison.Ordinal))
        {
            return $"arn:{partition}:iam::{account}:role/{role} (with its path, if it has one)";
        }

        // The name of a permission set's role ends in _ and 16 hexadecimal digits, which differ from account to account.
        var permissionSet = SsoSuffix().Replace(role, "");
        return $"arn:{partition}:iam::{account}:role/aws-reserved/sso.amazonaws.com/*{permissionSet}_*";
    }

    [GeneratedRegex(@"^[0-9]{12}\z")]
    private static partial Regex AccountId();

    [GeneratedRegex(@"^aws-reserved/sso\.amazonaws\.com/(\*|[a-z0-9-]+/|\*/)?AWSReservedSSO_[A-Za-z0-9+=,.@_-]{1,32}_(\*|[0-9a-f]{16})\z")]
    private static partial Regex SsoRole();

    [GeneratedRegex(@"_(\*|[0-9a-f]{16})?\z")]
    private static partial Regex SsoSuffix();

    // Colons are legal in a role's path (IAM API Reference, "CreateRole"). An ARN operator splits a pattern at colons, but a text
    // match does not. So the two would read such a pattern differently.
    [GeneratedRegex(@"^([!-9;-~]+/)*[A-Za-z0-9+=,.@_-]{1,64}\z")]
    private static partial Regex RolePathAndName();
}
