using System.IO.Enumeration;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Asking;

/// <summary>Judges whom an exempt role of a member account trusts. Two kinds of roles are there for the management account.</summary>
public static class MemberTrust
{
    // The service-linked role of the management account, which assumes the roles of StackSets in the members (AWS Managed Policy Reference,
    // "CloudFormationStackSetsOrgAdminServiceRolePolicy").
    private const string StackSetsAdministrator =
        "role/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin";

    /// <summary>Reads a trust policy. A policy that cannot be judged counts as wide.</summary>
    /// <param name="policy">The document.</param>
    /// <param name="roleArn">The ARN of the role.</param>
    /// <param name="managementAccount">The id of the management account.</param>
    /// <param name="settings">The settings, which name the roles that the deployment enters by.</param>
    public static RoleTrust Read(string policy, string roleArn, string managementAccount, DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(roleArn);
        ArgumentNullException.ThrowIfNull(settings);
        var partition = settings.HomeRegion.Partition;
        var account = roleArn.Split(':')[4];
        return FileSystemName.MatchesSimpleExpression(ExemptRolePatterns.OfStackSets(partition), roleArn, ignoreCase: false)
                ? RoleTrust.Read(policy, account, $"arn:{partition}:iam::{managementAccount}:{StackSetsAdministrator}")
            : settings.DeploymentRoles.Contains(roleArn) ? RoleTrust.Read(policy, account, managementAccount)
            : RoleTrust.Read(policy, account);
    }
}
