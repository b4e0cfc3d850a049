using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Hunting.Matching;

/// <summary>Which values a field must have one of for a detection to hold, where that can be told.</summary>
internal static class NecessaryTexts
{
    /// <summary>The values, in any case; null when the detection can hold whatever the field is.</summary>
    public static IReadOnlySet<string>? Of(DetectionNode node, string field) => node switch
    {
        AllOf all => all.Parts.Select(part => Of(part, field)).OfType<IReadOnlySet<string>>().MinBy(texts => texts.Count),
        AnyOf any => Union([.. any.Parts.Select(part => Of(part, field))]),
        Selection selection => Of(selection.Part, field),
        FieldMatch { Test: TextTest { Pattern.Literal: { } literal } } match when match.Field.Text == field && IsPlain(literal) =>
            new HashSet<string>(StringComparer.OrdinalIgnoreCase) { literal },
        _ => null,
    };

    private static HashSet<string>? Union(IReadOnlyList<IReadOnlySet<string>?> parts) =>
        parts.Any(part => part is null) ? null : new HashSet<string>(parts.SelectMany(part => part!), StringComparer.OrdinalIgnoreCase);

    // Such a text stands in a record as it is, or with a \u escape, and is no JSON number or boolean.
    private static bool IsPlain(string text) =>
        text.Length > 0
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' or ':')
        && FieldMatcher.AsNumber(text) is null && FieldMatcher.AsBoolean(text, cased: false) is null;
}
