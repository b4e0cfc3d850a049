using System.Text.RegularExpressions;

namespace BedrockDefense.Scp.Documents;

/// <summary>Our statement ids are sentences without spaces (AWS allows only letters and digits); people should read sentences.</summary>
public static partial class SidText
{
    /// <summary>The id as a sentence: <c>OnlyAdministratorsChangeLogging</c> becomes <c>Only administrators change logging.</c></summary>
    public static string Sentence(string sid) => WordStart().Replace(sid, match => " " + match.Value.ToLowerInvariant()) + ".";

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
