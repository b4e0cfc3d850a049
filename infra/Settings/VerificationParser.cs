namespace BedrockDefense.Infra.Settings;

/// <summary>Reads <c>verification</c>: who may enter the member accounts to read what stands there.</summary>
internal static class VerificationParser
{
    /// <summary>
    /// Gives the ARN of the role; null where the settings name none, and also, with a fault noted, where what they name is no such role.
    /// </summary>
    /// <param name="nodes">The settings by name.</param>
    /// <param name="partition">The partition of the home Region; null where it is unknown.</param>
    /// <param name="members">The member accounts that the settings name.</param>
    public static string? Parse(IReadOnlyDictionary<string, ConfigNode> nodes, string? partition, IReadOnlyList<string?> members)
    {
        if (!nodes.TryGetValue("verification", out var node) || !node.Fields("auditor").TryGetValue("auditor", out var auditor))
        {
            return null;
        }

        var form =
            "the ARN of the role of the management account with which bedrock-defense verify --deep runs, such as "
            + $"arn:{partition ?? "aws"}:iam::999999999999:role/BedrockDefenseVerifier";
        if (auditor.Text(form) is not { } role)
        {
            return null;
        }

        var fault =
            AccountParser.RoleFault(role, accountId: null, partition)
            ?? (
                members.Contains(role.Split(':')[4])
                    ? "is a role of a member account, and verify runs with the credentials of the management account"
                    : null
            );
        if (fault is null)
        {
            return role;
        }

        auditor.Refuse($"{fault}; write {form}");
        return null;
    }
}
