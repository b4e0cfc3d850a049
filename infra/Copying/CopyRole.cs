using Pulumi;
using Iam = Pulumi.Aws.Iam;

namespace BedrockDefense.Infra.Copying;

/// <summary>A role with one policy.</summary>
/// <param name="Role">The role.</param>
/// <param name="Permissions">The policy, which must be there before the role is used.</param>
internal sealed record CopyRole(Iam.Role Role, Iam.RolePolicy Permissions)
{
    /// <summary>Declares the role.</summary>
    /// <param name="name">The role's name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="trust">Its trust policy.</param>
    /// <param name="policy">The name of its policy.</param>
    /// <param name="permissions">Its policy.</param>
    /// <param name="parent">The component that it belongs to.</param>
    public static CopyRole Declare(
        string name,
        string description,
        Input<string> trust,
        string policy,
        Input<string> permissions,
        Resource parent
    )
    {
        var role = new Iam.Role(
            name,
            new()
            {
                Name = name,
                Description = description,
                AssumeRolePolicy = trust,
            },
            new() { Parent = parent }
        );
        return new CopyRole(
            role,
            new Iam.RolePolicy(
                name,
                new()
                {
                    Name = policy,
                    Role = role.Name,
                    Policy = permissions,
                },
                new() { Parent = parent }
            )
        );
    }
}
