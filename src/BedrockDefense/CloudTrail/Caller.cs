using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BedrockDefense.CloudTrail;

/// <summary>
/// The principal that makes a call: an IAM user, a role session or a root user. Its <c>aws:PrincipalArn</c> identifies it.
/// </summary>
public sealed partial record Caller
{
    /// <summary>The name of a role session, unless another is given.</summary>
    public const string DefaultSession = "mallory";

    private Caller(string principalArn, string partition, string accountId, string resource, string session) =>
        (PrincipalArn, Partition, AccountId, Resource, SessionName) = (principalArn, partition, accountId, resource, session);

    /// <summary>The ARN in policies: that of the user, the root user or the role, but never that of the role session.</summary>
    public string PrincipalArn { get; }

    /// <summary>The account that the caller belongs to.</summary>
    public string AccountId { get; }

    /// <summary>The name of the role session. The caller can choose any name, and no policy of this stack tests it.</summary>
    public string SessionName { get; }

    private string Partition { get; }

    private string Resource { get; }

    /// <summary>The ARN in CloudTrail. For a role, it is the ARN of the session, which does not contain the path of the role.</summary>
    public string Arn => IsRole ? $"arn:{Partition}:sts::{AccountId}:assumed-role/{Name}/{SessionName}" : PrincipalArn;

    private bool IsRole => Resource.StartsWith("role/", StringComparison.Ordinal);

    private bool IsRoot => Resource == "root";

    private string Name => Resource[(Resource.LastIndexOf('/') + 1)..];

    /// <summary>Creates the caller with this principal ARN.</summary>
    /// <param name="principalArn">The ARN of a user, a role or a root user.</param>
    /// <param name="session">The name of the role session; ignored for other principals.</param>
    /// <exception cref="InvalidInputException">
    /// The ARN does not belong to a user, a role or a root user, or the name of the session is invalid.
    /// </exception>
    public static Caller Parse(string principalArn, string session = DefaultSession)
    {
        ArgumentNullException.ThrowIfNull(principalArn);
        if (!ValidSession().IsMatch(session))
        {
            throw new InvalidInputException(
                $"{VisibleText.Quote(session)} is no session name; write 2 to 64 letters, digits and characters of _=,.@+-, "
                    + "which leaves no way to write an ARN"
            );
        }

        return principalArn.Split(':', 6) switch
        {
            ["arn", var partition, "iam", "", { Length: 12 } account, var resource]
                when account.All(char.IsAsciiDigit) && IsPrincipal(resource) => new Caller(
                principalArn,
                partition,
                account,
                resource,
                session
            ),
            ["arn", _, "sts", ..] => throw new InvalidInputException(
                $"\"{principalArn}\" is a session; policies see the role, so write arn:aws:iam::111122223333:role/<path and "
                    + "name of the role>"
            ),
            _ => throw new InvalidInputException(
                $"\"{principalArn}\" is no principal; write the ARN of a role, a user or a root user, such as "
                    + "arn:aws:iam::111122223333:role/DataScientist, …:user/mallory or …:root"
            ),
        };
    }

    /// <summary>Returns the <c>userIdentity</c> element (AWS CloudTrail User Guide, "CloudTrail userIdentity element").</summary>
    public JsonObject UserIdentity()
    {
        var identity = new JsonObject
        {
            ["type"] =
                IsRoot ? "Root"
                : IsRole ? "AssumedRole"
                : "IAMUser",
            ["principalId"] =
                IsRoot ? AccountId
                : IsRole ? $"AROAEXAMPLE1EXAMPLE11:{SessionName}"
                : "AIDAEXAMPLE1EXAMPLE11",
            ["arn"] = Arn,
            ["accountId"] = AccountId,
            ["accessKeyId"] = IsRole ? "ASIAEXAMPLE1EXAMPLE1" : "AKIAEXAMPLE1EXAMPLE1",
        };
        if (IsRole)
        {
            identity["sessionContext"] = new JsonObject
            {
                ["sessionIssuer"] = new JsonObject
                {
                    ["type"] = "Role",
                    ["principalId"] = "AROAEXAMPLE1EXAMPLE11",
                    ["arn"] = PrincipalArn,
                    ["accountId"] = AccountId,
                    ["userName"] = Name,
                },
                ["attributes"] = new JsonObject { ["creationDate"] = "2026-11-20T10:00:00Z", ["mfaAuthenticated"] = "false" },
            };
        }
        else if (!IsRoot)
        {
            identity["userName"] = Name;
        }

        return identity;
    }

    private static bool IsPrincipal(string resource) =>
        resource == "root"
        || (
            (resource.StartsWith("role/", StringComparison.Ordinal) || resource.StartsWith("user/", StringComparison.Ordinal))
            && !resource.EndsWith('/')
        );

    // The form of RoleSessionName (AWS STS API Reference, "AssumeRole").
    [GeneratedRegex(@"^[A-Za-z0-9_=,.@+-]{2,64}\z")]
    private static partial Regex ValidSession();
}
