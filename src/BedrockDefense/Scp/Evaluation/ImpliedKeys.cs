using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>
/// Finds the condition keys whose values follow from the caller or from another key. Sources: IAM User Guide, "AWS global
/// condition context keys" (the availability of each key), and "IAM policy elements: Variables and tags" (the table of
/// principal key values).
/// </summary>
internal static class ImpliedKeys
{
    private const string Account = "aws:PrincipalAccount";
    private const string IsService = "aws:PrincipalIsAWSService";
    private const string ServiceName = "aws:PrincipalServiceName";
    private const string Type = "aws:PrincipalType";
    private const string UserName = "aws:username";
    private const string UserId = "aws:userid";
    private const string CalledVia = "aws:CalledVia";

    /// <summary>
    /// Returns the keys that AWS puts into every request of such a principal. A key whose value is null is in none of its
    /// requests.
    /// </summary>
    public static IReadOnlyList<ImpliedKey> OfPrincipal(string principal)
    {
        if (principal == RequestContext.Anonymous)
        {
            return
            [
                Key(Account, principal),
                Key(Type, "Anonymous"),
                Key(UserId, principal),
                .. new[]
                {
                    ConditionKey.PrincipalArn,
                    ConditionKey.PrincipalOrgId,
                    ConditionKey.PrincipalOrgPaths,
                    IsService,
                    ServiceName,
                    UserName,
                }.Select(key => Key(key, null)),
            ];
        }

        if (ServicePrincipal.IsValid(principal))
        {
            return [Key(IsService, "true"), Key(ServiceName, principal), Key(ConditionKey.PrincipalArn, null), Key(UserName, null)];
        }

        var account = principal.Split(':')[4];
        var kind = principal.Split(':', 6)[5].Split('/')[0];
        var name = principal[(principal.LastIndexOf('/') + 1)..];
        List<ImpliedKey> keys =
        [
            Key(ConditionKey.PrincipalArn, principal),
            Key(Account, account),
            Key(IsService, "false"),
            Key(ServiceName, null),
            Key(UserName, kind == "user" ? name : null),
        ];

        // No ARN contains the unique ids of roles and users, so aws:userid is not derived for them.
        keys.AddRange(
            kind switch
            {
                "root" => [Key(Type, "Account"), Key(UserId, account)],
                "user" => [Key(Type, "User")],
                "federated-user" => [Key(Type, "FederatedUser"), Key(UserId, $"{account}:{name}")],
                _ => [Key(Type, "AssumedRole")],
            }
        );
        return keys;

        ImpliedKey Key(string key, string? value) => new(key, value, $"the principal {VisibleText.Quote(principal)}");
    }

    /// <summary>Returns the keys that follow from keys that were given.</summary>
    public static IReadOnlyList<ImpliedKey> OfKeys(Func<string, IReadOnlyList<string>?> find)
    {
        List<ImpliedKey> keys = [];
        if (find(CalledVia) is { } services)
        {
            keys.Add(new("aws:ViaAWSService", "true", CalledVia));
            keys.Add(new("aws:CalledViaFirst", services[0], CalledVia));
            keys.Add(new("aws:CalledViaLast", services[^1], CalledVia));
        }

        if (find(ConditionKey.PrincipalOrgPaths) is [var path, ..] && path.Split('/')[0] is ['o', '-', ..] organization)
        {
            keys.Add(new(ConditionKey.PrincipalOrgId, organization, ConditionKey.PrincipalOrgPaths));
        }

        return keys;
    }

    /// <summary>
    /// The key of a direct call: the principal calls, not a service on its behalf. It applies unless the request says
    /// otherwise.
    /// </summary>
    public static ImpliedKey DirectCall { get; } = new("aws:ViaAWSService", "false", "a direct call");
}

/// <summary>A condition key that follows from something else.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">Its value; null when the request cannot have the key.</param>
/// <param name="Origin">What the value follows from, for messages.</param>
internal sealed record ImpliedKey(string Name, string? Value, string Origin);
