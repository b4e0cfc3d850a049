namespace BedrockDefense.Scp.Documents;

/// <summary>
/// A text with wildcards: <c>*</c> stands for any number of characters, <c>?</c> for exactly one. The comparison takes time
/// proportional to the product of both lengths, whatever the pattern, because policies are untrusted.
/// </summary>
internal sealed class Wildcards(IReadOnlyList<WildcardSymbol> symbols)
{
    /// <summary>Reads every <c>*</c> and <c>?</c> as a wildcard.</summary>
    public static Wildcards Parse(string pattern) =>
        new([.. pattern.Select(character => new WildcardSymbol(character, character is '*' or '?'))]);

    /// <summary>Whether the pattern matches the whole text.</summary>
    public bool Matches(string text, bool ignoreCase = false)
    {
        // Each entry tells whether the text so far can have brought the comparison to that place of the pattern. A place is
        // the index of the next symbol.
        var (reached, next) = (new bool[symbols.Count + 1], new bool[symbols.Count + 1]);
        reached[0] = true;
        PassStars(reached);
        foreach (var character in text)
        {
            var goesOn = false;
            Array.Clear(next);
            for (var place = 0; place < symbols.Count; place++)
            {
                if (reached[place] && symbols[place].Fits(character, ignoreCase))
                {
                    next[symbols[place].IsStar ? place : place + 1] = goesOn = true;
                }
            }

            if (!goesOn)
            {
                return false;
            }

            PassStars(next);
            (reached, next) = (next, reached);
        }

        return reached[^1];
    }

    private void PassStars(bool[] reached)
    {
        for (var place = 0; place < symbols.Count; place++)
        {
            reached[place + 1] |= reached[place] && symbols[place].IsStar;
        }
    }
}
