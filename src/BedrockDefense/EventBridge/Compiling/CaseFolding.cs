namespace BedrockDefense.EventBridge.Compiling;

/// <summary>Where "ignoring case" means the same to the evaluator and to EventBridge.</summary>
internal static class CaseFolding
{
    /// <summary>Whether a text differs in upper and lower case at all.</summary>
    public static bool HasCase(string text) => text.Any(c => char.ToUpperInvariant(c) != char.ToLowerInvariant(c));

    /// <summary>
    /// The first character about whose case the two could disagree, or null. EventBridge's engine accepts a
    /// character's upper and lower form only, and forms such as "SS" for "ß"; the evaluator accepts all characters
    /// with the same upper form. They agree where exactly two forms exist and lead to each other.
    /// </summary>
    public static char? Ambiguous(string text)
    {
        foreach (var c in text.Where(c => c > 0x7F))
        {
            var (upper, lower) = (char.ToUpperInvariant(c), char.ToLowerInvariant(c));
            var paired =
                upper != lower
                && char.ToLowerInvariant(upper) == lower
                && char.ToUpperInvariant(lower) == upper
                && (c == upper || c == lower)
                && !Crowded.Value.Contains(upper);
            if (char.IsSurrogate(c) || (!paired && (upper != lower || char.IsLower(c) || char.IsUpper(c))))
            {
                return c;
            }
        }
        return null;
    }

    /// <summary>Upper forms that more than two characters share, such as Σ of σ and ς.</summary>
    private static readonly Lazy<HashSet<char>> Crowded = new(() =>
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
