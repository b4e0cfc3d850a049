namespace BedrockDefense.Cli.Output.Reports;

/// <summary>
/// Plain text as SARIF takes it (SARIF 2.1.0, 3.11): braces are doubled, since they would be placeholders, and nothing in it can be
/// a link, since what is quoted may come from an attacker.
/// </summary>
internal static class SarifText
{
    /// <summary>
    /// The most characters of a message. GitHub shows the first 1,000 ("SARIF support for code scanning").
    /// </summary>
    public const int MostCharacters = 1_000;

    private const string Cut = "… (--format json has it whole)";

    /// <summary>Returns lines of text, each visible, and cut where they are too long.</summary>
    public static string Of(string text)
    {
        var visible = string.Join('\n', text.Split('\n').Select(line => VisibleText.Of(line)));
        var escaped = Escape(visible);
        if (escaped.Length <= MostCharacters)
        {
            return escaped.Length == 0 ? "(no text)" : escaped;
        }

        // Cut before it is escaped, so that no pair of braces or surrogates is torn.
        var kept = MostCharacters - Cut.Length;
        var start = visible[..Math.Min(kept, visible.Length)];
        while (Escape(start).Length > kept)
        {
            start = start[..^Math.Max(1, (Escape(start).Length - kept) / 2)];
        }

        return Escape(char.IsHighSurrogate(start[^1]) ? start[..^1] : start) + Cut;
    }

    private static string Escape(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal)
            .Replace("}", "}}", StringComparison.Ordinal)
            .Replace("](", "] (", StringComparison.Ordinal);
}
