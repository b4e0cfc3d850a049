namespace BedrockDefense.Hunting.Matching;

/// <summary>
/// Proves from the bytes of a record that none of some rules can match it, because the record contains none of the texts that they
/// need.
/// </summary>
internal sealed class TextGate
{
    // With more texts, the search would skip only few positions. An escape may stand for any of the texts, so it takes the place of one.
    private const int MaximumTexts = TextSearch.MaximumTexts - 1;

    private readonly TextSearch _search;
    private readonly int _longest;

    private TextGate(IReadOnlyCollection<string> texts) =>
        (_search, _longest) = (new TextSearch([.. texts, "\\u"]), texts.Max(text => text.Length));

    /// <summary>Returns the gate for some rules, or null when one of them needs no text or they need too many.</summary>
    /// <param name="needed">
    /// For each rule, the texts of which a record must contain at least one; null for a rule that needs none.
    /// </param>
    public static TextGate? Of(IEnumerable<IReadOnlySet<string>?> needed)
    {
        var texts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var some in needed)
        {
            if (some is null)
            {
                return null;
            }

            texts.UnionWith(some);
        }

        return texts.Count is > 0 and <= MaximumTexts ? new TextGate(texts) : null;
    }

    /// <summary>Returns whether a rule may match the record.</summary>
    /// <param name="record">The text of the record.</param>
    /// <param name="likely">
    /// Where a text is likely to be found soon, such as before the event name, because the source stands there. The search begins there.
    /// </param>
    public bool MayPass(ReadOnlySpan<byte> record, int likely = 0)
    {
        likely = Math.Max(0, likely);
        return MayHold(record[likely..]) || (likely > 0 && MayHold(record[..Math.Min(record.Length, likely + _longest)]));
    }

    private bool MayHold(ReadOnlySpan<byte> record)
    {
        var (from, isAscii) = (0, true);

        // Letters outside ASCII may be equal to ASCII letters when case is ignored.
        return !TextSearch.CanSearch(record) || _search.Next(record, ref from, ref isAscii) != 0 || !isAscii;
    }
}
