namespace BedrockDefense.EventBridge.Compiling;

/// <summary>Tells for which texts Sigma's evaluator and EventBridge mean the same by "ignoring case".</summary>
internal static class CaseFolding
{
    /// <summary>Whether the text contains a character that has an upper and a lower case form.</summary>
    public static bool HasCase(string text) => text.Any(c => char.ToUpperInvariant(c) != char.ToLowerInvariant(c));

    /// <summary>
    /// Returns the first character that the two could compare differently, or null. EventBridge's engine accepts only a
    /// character's upper and lower form, and forms such as "SS" for "ß". The evaluator accepts every character with the same
    /// upper form. They agree where a character has exactly two forms, each of which is the other form of the other.
    /// </summary>
    public static char? FindAmbiguous(string text)
    {
        foreach (var c in text.Where(c => c > 0x7F))
        {
            var (upper, lower) = (char.ToUpperInvariant(c), char.ToLowerInvariant(c));
            var paired =
                upper != lower
                && char.ToLowerInvariant(upper) == lower
                && char.ToUpperInvariant(lower) == upper
                && (c == upper || c == lower)
                && !SharedUpperForms.Value.Contains(upper);
            if (char.IsSurrogate(c) || (!paired && (upper != lower || char.IsLower(c) || char.IsUpper(c))))
            {
                return c;
            }
        }
        return null;
    }

    /// <summary>The upper forms that more than two characters share, such as Σ, which σ and ς share.</summary>
    private static readonly Lazy<HashSet<char>> SharedUpperForms = new(() =>
        [
            .. Enumerable
                .Range(0, char.MaxValue + 1)
                .Select(code => (char)code)
                .GroupBy(char.ToUpperInvariant)
                .Where(group => group.Count() > 2)
                .Select(group => group.Key),
        ]
    );
}
