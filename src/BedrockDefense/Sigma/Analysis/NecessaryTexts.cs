using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Sigma.Analysis;

/// <summary>Finds texts that a record must contain for a detection to match, where this can be proven.</summary>
internal static class NecessaryTexts
{
    /// <summary>The minimum length of a literal. Shorter ones occur in too many records.</summary>
    private const int ShortestLiteral = 4;

    /// <summary>Fields that are usually the same in every record with an event name, so other fields tell records apart better.</summary>
    private static readonly string[] CommonFields = ["eventName", "eventSource"];

    /// <summary>The parts of a record whose keys depend on the call.</summary>
    private static readonly string[] DetailParts = ["additionalEventData", "requestParameters", "responseElements", "serviceEventDetails"];

    /// <summary>
    /// Returns texts of which a matching record must contain at least one, in any case and in any field. A record with an escape or
    /// a character outside ASCII may contain the text in another form. Null when the record need not contain any text.
    /// </summary>
    public static IReadOnlySet<string>? OfRecord(DetectionNode node) =>
        node.Switch<IReadOnlySet<string>?>(
            all =>
                all.Parts.Select(OfRecord)
                    .OfType<IReadOnlySet<string>>()
                    .MaxBy(texts => texts.Select(text => text.Length).DefaultIfEmpty(int.MaxValue).Min()),
            any => Union([.. any.Parts.Select(OfRecord)]),
            negated => null,
            selection => OfRecord(selection.Part),
            match =>
                match.Test is TextTest text
                && !CommonFields.Contains(match.Field.Text)
                && LongestLiteral(text.Pattern) is { Length: >= ShortestLiteral } literal
                    ? CreateSet(literal)
                    : KeyOf(match.Field, match.Test),
            // A keyword is compared with the text of the record itself, numbers and booleans included.
            keyword => LongestPlainPart(keyword.Text) is { Length: >= ShortestLiteral } literal ? CreateSet(literal) : null
        );

    /// <summary>
    /// Returns the values of which a field must have one, in any case, for the detection to match. Null when the detection can
    /// match with other values too.
    /// </summary>
    /// <param name="node">The detection.</param>
    /// <param name="field">The field.</param>
    /// <param name="isSure">
    /// Whether a character of a value is looked for as it is. By default, those are that a record has no other way to write.
    /// </param>
    public static IReadOnlySet<string>? Of(DetectionNode node, string field, Func<char, bool>? isSure = null) =>
        node.Switch<IReadOnlySet<string>?>(
            all => all.Parts.Select(part => Of(part, field, isSure)).OfType<IReadOnlySet<string>>().MinBy(texts => texts.Count),
            any => Union([.. any.Parts.Select(part => Of(part, field, isSure))]),
            negated => null,
            selection => Of(selection.Part, field, isSure),
            match =>
                match.Test is TextTest { Pattern.Literal: { Length: > 0 } literal }
                && match.Field.Text == field
                && literal.All(isSure ?? IsPlain)
                && IsText(literal)
                    ? CreateSet(literal)
                    : null,
            keyword => null
        );

    // The key of a field that must be present, if few records have such a key.
    private static HashSet<string>? KeyOf(FieldPath field, ValueTest test) =>
        !test.HoldsWhenAbsent
        && field.Segments is [var part, .., { Length: >= ShortestLiteral } key]
        && DetailParts.Contains(part)
        && key.All(IsWrittenAsIs)
            ? CreateSet(key)
            : null;

    private static HashSet<string> CreateSet(string text) => new(StringComparer.OrdinalIgnoreCase) { text };

    private static string? LongestLiteral(SigmaText pattern) =>
        pattern.Literal is { } whole && !IsText(whole) ? null : LongestPlainPart(pattern);

    private static string? LongestPlainPart(SigmaText pattern) =>
        pattern
            .Parts.Where(part => part.Kind == TextPartKind.Literal && part.Text.All(IsWrittenAsIs))
            .Select(part => part.Text)
            .MaxBy(text => text.Length);

    private static HashSet<string>? Union(IReadOnlyList<IReadOnlySet<string>?> parts) =>
        parts.Any(part => part is null) ? null : new HashSet<string>(parts.SelectMany(part => part!), StringComparer.OrdinalIgnoreCase);

    // A record may contain any other character as it is or as a \u escape.
    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' or ':';

    // But for a \u escape, a record can contain the character only as it is.
    private static bool IsWrittenAsIs(char character) => character is >= ' ' and <= '~' and not ('"' or '\\' or '/');

    // A text that is also a JSON number or a boolean may be written in another way.
    private static bool IsText(string text) => Scalars.AsNumber(text) is null && Scalars.AsBoolean(text, cased: false) is null;
}
