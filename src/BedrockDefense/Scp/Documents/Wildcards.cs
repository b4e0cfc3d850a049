namespace BedrockDefense.Scp.Documents;

/// <summary>
/// A text in which some characters stand for others: <c>*</c> for any run of characters, <c>?</c> for any one.
/// Compares in time proportional to the product of both lengths, whatever the pattern: policies are untrusted.
/// </summary>
internal sealed class Wildcards(IReadOnlyList<WildcardSymbol> symbols)
{
    /// <summary>Reads every <c>*</c> and <c>?</c> as a wildcard.</summary>
    public static Wildcards Parse(string pattern) =>
        new([.. pattern.Select(character => new WildcardSymbol(character, character is '*' or '?'))]);

    /// <summary>Whether the whole text fits.</summary>
    public bool Matches(string text, bool ignoreCase = false)
    {
        // Keeps every place of the pattern that the text so far can have reached, place being the next symbol's index.
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
