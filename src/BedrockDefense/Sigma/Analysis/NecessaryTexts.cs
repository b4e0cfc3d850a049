using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Sigma.Analysis;

/// <summary>What a record must hold for a detection to hold, where that can be told.</summary>
internal static class NecessaryTexts
{
    /// <summary>Shorter ones are in too many records to tell them apart.</summary>
    private const int ShortestLiteral = 4;

    /// <summary>Mostly the same in every record of an event's name, so that other fields tell more.</summary>
    private static readonly string[] Common = ["eventName", "eventSource"];

    /// <summary>
    /// Texts of which a record must hold one as it is written, in any case, whatever the field; null when it may hold
    /// none. A record with an escape or with a character beyond ASCII may write the text otherwise.
    /// </summary>
    public static IReadOnlySet<string>? Anywhere(DetectionNode node) =>
        node.Switch<IReadOnlySet<string>?>(
            all =>
                all.Parts.Select(Anywhere)
                    .OfType<IReadOnlySet<string>>()
                    .MaxBy(texts => texts.Select(text => text.Length).DefaultIfEmpty(int.MaxValue).Min()),
            any => Union([.. any.Parts.Select(Anywhere)]),
            negated => null,
            selection => Anywhere(selection.Part),
            match =>
                match.Test is TextTest text
                && !Common.Contains(match.Field.Text)
                && LongestLiteral(text) is { Length: >= ShortestLiteral } literal
                    ? Only(literal)
                    : null,
            keyword => null
        );

    /// <summary>
    /// The values of a field of which it must have one, in any case; null when the detection can hold whatever the field is.
    /// </summary>
    public static IReadOnlySet<string>? Of(DetectionNode node, string field) =>
        node.Switch<IReadOnlySet<string>?>(
            all => all.Parts.Select(part => Of(part, field)).OfType<IReadOnlySet<string>>().MinBy(texts => texts.Count),
            any => Union([.. any.Parts.Select(part => Of(part, field))]),
            negated => null,
            selection => Of(selection.Part, field),
            match =>
                match.Test is TextTest { Pattern.Literal: { Length: > 0 } literal }
                && match.Field.Text == field
                && literal.All(IsPlain)
                && IsText(literal)
                    ? Only(literal)
                    : null,
            keyword => null
        );

    private static HashSet<string> Only(string text) => new(StringComparer.OrdinalIgnoreCase) { text };

    private static string? LongestLiteral(TextTest test) =>
        test.Pattern.Literal is { } whole && !IsText(whole)
            ? null
            : test
                .Pattern.Parts.Where(part => part.Kind == TextPartKind.Literal && part.Text.All(IsPlain))
                .Select(part => part.Text)
                .MaxBy(text => text.Length);

    private static HashSet<string>? Union(IReadOnlyList<IReadOnlySet<string>?> parts) =>
        parts.Any(part => part is null) ? null : new HashSet<string>(parts.SelectMany(part => part!), StringComparer.OrdinalIgnoreCase);

    // Such a character stands in a record as it is, or as a \u escape.
    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' or ':';

    // What is a JSON number or boolean as well may be written otherwise.
    private static bool IsText(string text) => Scalars.AsNumber(text) is null && Scalars.AsBoolean(text, cased: false) is null;
}
