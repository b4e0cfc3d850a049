using System.Text.RegularExpressions;

namespace BedrockDefense.Scp.Documents;

/// <summary>
/// Turns statement ids into sentences. AWS allows only letters and digits in an id, so the stack's ids are sentences without
/// spaces.
/// </summary>
public static partial class SidText
{
    /// <summary>
    /// Returns the id as a sentence: <c>OnlyAdministratorsChangeLogging</c> becomes <c>Only administrators change
    /// logging.</c>
    /// </summary>
    public static string ToSentence(string sid) => WordStart().Replace(sid, match => " " + match.Value.ToLowerInvariant()) + ".";

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
