using System.Text.RegularExpressions;

namespace BedrockDefense.Scp.Documents;

/// <summary>The form of a condition key's name. There is no list of valid keys, because services add new ones every month.</summary>
internal static partial class ConditionKey
{
    public const string PrincipalArn = "aws:PrincipalArn";
    public const string PrincipalOrgId = "aws:PrincipalOrgID";
    public const string PrincipalOrgPaths = "aws:PrincipalOrgPaths";

    /// <summary>
    /// Whether the name consists of a prefix and a name. The prefix is a service, or the host and path of an identity
    /// provider.
    /// </summary>
    public static bool IsValid(string name) => Form().IsMatch(name);

    public static string Describe(string name) =>
        $"{VisibleText.Quote(name)} is not a condition key of the form prefix:Name, such as {PrincipalArn} or "
        + "aws:PrincipalTag/team; it takes no wildcards and no variables";

    // The part after the prefix may be a tag's key, so it may contain every character that a tag's key may, including blanks.
    [GeneratedRegex(@"^[A-Za-z0-9._/-]+:[\p{L}\p{N}_](?:[\p{L}\p{N}+\-=._:/@ ]*[\p{L}\p{N}+\-=._:/@])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
