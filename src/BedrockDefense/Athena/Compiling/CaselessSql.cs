using BedrockDefense.Sigma;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// Ignoring case as the evaluator does: characters are the same when their upper forms are. Trino's <c>lower</c> and
/// <c>upper</c> follow other tables (the Kelvin sign would become a k), so that <c>translate</c> maps, in events and rule
/// alike, exactly the characters that are the same to the one that stands for them; those that no rule text has stay.
/// </summary>
internal sealed class CaselessSql
{
    private static readonly Lazy<ILookup<char, char>> Same = new(() =>
        Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(c => !char.IsSurrogate(c)).ToLookup(char.ToUpperInvariant)
    );

    private readonly SortedSet<char> _upperForms = [.. Enumerable.Range('A', 26).Select(code => (char)code)];

    /// <summary>Whether a text is the same as another one.</summary>
    public static bool HasCase(string text) => text.Any(c => !char.IsSurrogate(c) && Same.Value[char.ToUpperInvariant(c)].Skip(1).Any());

    /// <summary>A rule's text with each character replaced by the one that stands for it; the mapping grows by what it has.</summary>
    public string Fold(string text)
    {
        foreach (var c in text.Where(c => !char.IsSurrogate(c) && Same.Value[char.ToUpperInvariant(c)].Skip(1).Any()))
        {
            _upperForms.Add(char.ToUpperInvariant(c));
        }

        return string.Concat(text.Select(Representative));
    }

    /// <summary>Folds the literal parts of a text with wildcards.</summary>
    public SigmaText Fold(SigmaText text) =>
        new([.. text.Parts.Select(part => part.Kind == TextPartKind.Literal ? part with { Text = Fold(part.Text) } : part)]);

    /// <summary>The SQL expression of an event's text, folded by the mapping as it is now.</summary>
    public string Of(string expression)
    {
        var pairs = _upperForms
            .SelectMany(upper => Same.Value[upper].Select(c => (From: c, To: Representative(c))))
            .Where(pair => pair.From != pair.To)
            .ToArray();
        return $"translate({expression}, {SqlText.Literal(string.Concat(pairs.Select(pair => pair.From)))}, "
            + $"{SqlText.Literal(string.Concat(pairs.Select(pair => pair.To)))})";
    }

    // Lower case is what people expect to read; elsewhere the upper form will do.
    private static char Representative(char c) =>
        char.ToUpperInvariant(c) switch
        {
            >= 'A' and <= 'Z' and var upper => char.ToLowerInvariant(upper),
            var upper => upper,
        };
}
