using System.Text.RegularExpressions;

namespace BedrockDefense.Infra.Settings;

/// <summary>Parses <c>securityAccount</c> and <c>logArchiveAccount</c>.</summary>
internal static partial class AccountParser
{
    private const string IdForm = "the account's id, 12 digits, such as \"222233334444\"";

    /// <summary>Parses both accounts. An account is null where the configuration leaves it out or where the entry is not valid.</summary>
    /// <param name="nodes">The settings by name.</param>
    /// <param name="partition">The partition of the home Region; null where it is unknown.</param>
    public static (AccountSettings? Security, AccountSettings? LogArchive) Parse(
        IReadOnlyDictionary<string, ConfigNode> nodes,
        string? partition
    )
    {
        var security = nodes.TryGetValue("securityAccount", out var securityNode) ? ParseAccount(securityNode, partition) : null;
        if (!nodes.TryGetValue("logArchiveAccount", out var logArchiveNode))
        {
            return (security, null);
        }

        var logArchive = ParseAccount(logArchiveNode, partition);
        if (logArchive is not null && logArchive.Id == security?.Id)
        {
            logArchiveNode.Refuse(
                "is the security account too; write another account, or leave it out, and the security account keeps the log files"
            );
        }

        if (nodes.TryGetValue("trail", out var trail) && trail.HasField("reuse"))
        {
            logArchiveNode.Refuse("has nothing to keep, since trail.reuse creates neither bucket nor key; leave one of the two out");
        }

        return (security, logArchive);
    }

    private static AccountSettings? ParseAccount(ConfigNode node, string? partition)
    {
        if (node.IsUndisclosed)
        {
            node.Refuse(Secret.UndecryptableWhole);
            return null;
        }

        var fields = node.Fields("id", "roleArn", "externalId");
        if (!node.IsObject)
        {
            return null;
        }

        var id = Field(node, fields, "id", IdForm);
        if (node.IsSecret && (!fields.ContainsKey("externalId") || IsUndisclosed(fields, "id") || IsUndisclosed(fields, "roleArn")))
        {
            node.Refuse(
                "may keep its externalId secret, but id and roleArn become part of policies and names that AWS shows to "
                    + "readers; set them without --secret"
            );
            return null;
        }

        if (id is not null && !AccountId().IsMatch(id))
        {
            fields["id"].Refuse($"is no account id; write {IdForm}");
            id = null;
        }

        var form =
            $"the ARN of the role to assume there, such as arn:{partition ?? "aws"}:iam::"
            + $"{(node.IsSecret ? null : id) ?? "222233334444"}:role/BedrockDefenseDeployment";
        var roleArn = Field(node, fields, "roleArn", form);
        if (roleArn is not null && RoleFault(roleArn, id, partition) is { } fault)
        {
            fields["roleArn"].Refuse($"{fault}; write {form}");
        }

        var externalId = fields.TryGetValue("externalId", out var externalNode) ? ExternalId(externalNode) : null;
        return id is null || roleArn is null
            ? null
            : new AccountSettings(id, roleArn) { ExternalId = externalId, IsSecret = node.IsSecret };
    }

    private static bool IsUndisclosed(IReadOnlyDictionary<string, ConfigNode> fields, string name) =>
        fields.TryGetValue(name, out var field) && field.IsUndisclosed;

    private static string? ExternalId(ConfigNode node)
    {
        const string form =
            "what the role's trust policy expects as sts:ExternalId, 2 to 1,224 characters: letters, digits and any of _+=,.@:/-";
        if (node.Text(form) is { } text && !node.IsUndisclosed && !ExternalIdForm().IsMatch(text))
        {
            node.Refuse($"is no external id; write {form}");
        }

        return node.Peek();
    }

    private static string? Field(ConfigNode node, IReadOnlyDictionary<string, ConfigNode> fields, string name, string form)
    {
        if (fields.TryGetValue(name, out var field))
        {
            return field.Text(form);
        }

        node.Refuse($"lacks {name}; write {form}");
        return null;
    }

    /// <summary>Says why a text is no ARN of a role in an account; null when it is.</summary>
    /// <param name="roleArn">The text.</param>
    /// <param name="accountId">The account; null for any.</param>
    /// <param name="partition">The partition; null for any.</param>
    internal static string? RoleFault(string roleArn, string? accountId, string? partition)
    {
        var match = RoleArn().Match(roleArn);
        return !match.Success ? "is no ARN of a role"
            : partition is not null && match.Groups["partition"].Value != partition
                ? $"is in partition {match.Groups["partition"].Value}, but the home Region is in {partition}"
            : accountId is not null && match.Groups["account"].Value != accountId
                ? $"is a role of account {match.Groups["account"].Value}, not of {accountId}"
            : null;
    }

    [GeneratedRegex(@"^[0-9]{12}\z")]
    private static partial Regex AccountId();

    // AWS Security Token Service API Reference, "AssumeRole", ExternalId.
    [GeneratedRegex(@"^[A-Za-z0-9_+=,.@:\/-]{2,1224}\z")]
    private static partial Regex ExternalIdForm();

    // IAM API Reference, "CreateRole": path and name. The path may hold only characters that an ARN pattern takes literally, since
    // guardrails exempt the role by its ARN.
    [GeneratedRegex(@"^arn:(?<partition>aws[a-z-]*):iam::(?<account>[0-9]{12}):role/([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,64}\z")]
    private static partial Regex RoleArn();
}
