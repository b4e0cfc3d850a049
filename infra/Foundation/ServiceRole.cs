using Pulumi;
using Iam = Pulumi.Aws.Iam;

namespace BedrockDefense.Infra.Foundation;

/// <summary>A role that a service of AWS assumes, and the one policy that says what it may do.</summary>
/// <param name="Role">The role.</param>
/// <param name="Permissions">The policy. Whatever uses the role depends on it.</param>
internal sealed record ServiceRole(Iam.Role Role, Iam.RolePolicy Permissions)
{
    /// <summary>The ARN of the role.</summary>
    public Output<string> Arn => Role.Arn;

    /// <summary>Declares the role and its policy.</summary>
    /// <param name="name">The name of both resources.</param>
    /// <param name="physicalName">The name of the role in AWS.</param>
    /// <param name="description">What the role is for.</param>
    /// <param name="trust">The policy that says who may assume the role.</param>
    /// <param name="policyName">The name of the policy in AWS.</param>
    /// <param name="permissions">What the role may do.</param>
    /// <param name="parent">The component that both belong to.</param>
    public static ServiceRole Declare(
        string name,
        string physicalName,
        string description,
        Input<string> trust,
        string policyName,
        Input<string> permissions,
        Resource parent
    )
    {
        var role = new Iam.Role(
            name,
            new()
            {
                Name = physicalName,
                Description = description,
                AssumeRolePolicy = trust,
            },
            new() { Parent = parent }
        );
        return new ServiceRole(
            role,
            new Iam.RolePolicy(
                name,
                new()
                {
                    Name = policyName,
                    Role = role.Name,
                    Policy = permissions,
                },
                new() { Parent = parent }
            )
        );
    }
}
