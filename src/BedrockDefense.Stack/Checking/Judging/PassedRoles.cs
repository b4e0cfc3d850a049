using System.Text.RegularExpressions;
using BedrockDefense.Stack.Checking.Plans;

namespace BedrockDefense.Stack.Checking.Judging;

/// <summary>
/// The roles that a resource of any type hands to its service: the values of properties such as <c>role_arn</c> and <c>execution_role</c>.
/// Only properties at the top are looked at.
/// </summary>
internal static partial class PassedRoles
{
    /// <summary>The action that AWS checks (IAM User Guide, "Grant a user permissions to pass a role to an AWS service").</summary>
    public const string Action = "iam:PassRole";

    /// <summary>Returns the ARNs of the roles.</summary>
    public static IEnumerable<string> Of(PlannedResource resource) =>
        resource.Action.HasFlag(PlannedAction.Create) || resource.Action == PlannedAction.Update
            ? resource
                .After.Names.Where(name => RoleProperty().IsMatch(name))
                .Where(name => resource.Action != PlannedAction.Update || resource.Changed.Contains(name))
                .Select(name => resource.After.Find(name).Text)
                .OfType<string>()
                .Where(text => RoleArn().IsMatch(text))
                .Distinct(StringComparer.Ordinal)
            : [];

    [GeneratedRegex("(^|_)role(_arn)?$")]
    private static partial Regex RoleProperty();

    [GeneratedRegex(@"^arn:[a-z-]+:iam::[0-9]{12}:role/[!-~]{1,1024}\z")]
    private static partial Regex RoleArn();
}
