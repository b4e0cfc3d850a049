using BedrockDefense.Sigma;

namespace BedrockDefense.Athena.Compiling;

/// <summary>The texts one of which a field must have for a detection to hold at all: the gate before anything dearer.</summary>
internal static class NecessaryTexts
{
    /// <summary>The texts, or null when the detection may hold whatever the field has.</summary>
    public static IReadOnlyList<string>? Of(DetectionNode node, string field) => node switch
    {
        Selection selection => Of(selection.Part, field),
        AllOf all => all.Parts.Select(part => Of(part, field)).OfType<IReadOnlyList<string>>().MinBy(texts => texts.Count),
        AnyOf any => any.Parts.Select(part => Of(part, field)).ToArray() is var texts && texts.All(text => text is not null)
            ? [.. texts.SelectMany(text => text!).Distinct()]
            : null,
        FieldMatch { Test: TextTest { Pattern.Literal: { } literal } } match when match.Field.Text == field => [literal],
        _ => null,
    };
}
