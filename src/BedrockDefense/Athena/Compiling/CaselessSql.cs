using BedrockDefense.Sigma;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// Writes SQL that ignores case in the same way as the evaluator: two characters are the same when their upper-case forms are.
/// Trino's <c>lower</c> and <c>upper</c> use other tables (the Kelvin sign would become a k). So <c>translate</c> maps exactly the
/// characters that the evaluator treats as the same to one representative, in events and in rules. Characters that no text of a
/// rule contains are not mapped.
/// </summary>
internal sealed class CaselessSql
{
    private static readonly Lazy<ILookup<char, char>> CaseVariants = new(() =>
        Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(c => !char.IsSurrogate(c)).ToLookup(char.ToUpperInvariant)
    );

    private readonly SortedSet<char> _upperForms = [.. Enumerable.Range('A', 26).Select(code => (char)code)];

    /// <summary>Returns whether a text contains a character that has more than one case.</summary>
    public static bool HasCase(string text) =>
        text.Any(c => !char.IsSurrogate(c) && CaseVariants.Value[char.ToUpperInvariant(c)].Skip(1).Any());

    /// <summary>Replaces each character of a rule's text by its representative, and adds these characters to the mapping.</summary>
    public string Fold(string text)
    {
        foreach (var c in text.Where(c => !char.IsSurrogate(c) && CaseVariants.Value[char.ToUpperInvariant(c)].Skip(1).Any()))
        {
            _upperForms.Add(char.ToUpperInvariant(c));
        }

        return string.Concat(text.Select(Representative));
    }

    /// <summary>Folds the literal parts of a text with wildcards, as <see cref="Fold(string)"/> does.</summary>
    public SigmaText Fold(SigmaText text) =>
        new([.. text.Parts.Select(part => part.Kind == TextPartKind.Literal ? part with { Text = Fold(part.Text) } : part)]);

    /// <summary>Returns the SQL expression that folds an event's text with the characters added so far.</summary>
    public string Of(string expression)
    {
        var pairs = _upperForms
            .SelectMany(upper => CaseVariants.Value[upper].Select(c => (From: c, To: Representative(c))))
            .Where(pair => pair.From != pair.To)
            .ToArray();
        return $"translate({expression}, {SqlText.Literal(string.Concat(pairs.Select(pair => pair.From)))}, "
            + $"{SqlText.Literal(string.Concat(pairs.Select(pair => pair.To)))})";
    }

    // People expect lower case for the letters A to Z. The upper-case form represents every other character.
    private static char Representative(char c) =>
        char.ToUpperInvariant(c) switch
        {
            >= 'A' and <= 'Z' and var upper => char.ToLowerInvariant(upper),
            var upper => upper,
        };
}
