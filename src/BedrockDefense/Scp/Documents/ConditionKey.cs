using System.Text.RegularExpressions;

namespace BedrockDefense.Scp.Documents;

/// <summary>The form of a condition key's name. There is no list of keys: services add some every month.</summary>
internal static partial class ConditionKey
{
    public const string PrincipalArn = "aws:PrincipalArn";
    public const string PrincipalOrgId = "aws:PrincipalOrgID";
    public const string PrincipalOrgPaths = "aws:PrincipalOrgPaths";

    /// <summary>Whether the name has a prefix (a service, or an identity provider's host and path) and a name.</summary>
    public static bool IsValid(string name) => Form().IsMatch(name);

    public static string Describe(string name) =>
        $"{VisibleText.Quote(name)} is not a condition key of the form prefix:Name, such as {PrincipalArn} or "
        + "aws:PrincipalTag/team; it takes no wildcards and no variables";

    // What follows the prefix may be a tag's key, so every character a tag may have, blanks inside included.
    [GeneratedRegex(@"^[A-Za-z0-9._/-]+:[\p{L}\p{N}_](?:[\p{L}\p{N}+\-=._:/@ ]*[\p{L}\p{N}+\-=._:/@])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
