using System.Text.Json;

namespace BedrockDefense.Sigma.Evaluation;

/// <summary>Searches a whole record for a keyword: values and names of fields.</summary>
internal static class KeywordMatcher
{
    public static bool Holds(KeywordMatch keyword, JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .Any(property => Contains(keyword, property.Name) || Holds(keyword, property.Value)),
            JsonValueKind.Array => element.EnumerateArray().Any(item => Holds(keyword, item)),
            JsonValueKind.String => Contains(keyword, element.GetString()!),
            _ => Contains(keyword, element.GetRawText()),
        };

    private static bool Contains(KeywordMatch keyword, string text) => TextMatcher.Matches(keyword.Text, text, cased: false);
}
