using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Comparing;

/// <summary>
/// Writes values in a form that can be compared. Services write numbers and flags as text, numbers with decimals, and documents with other
/// white space and another order of members.
/// </summary>
public static class CanonicalForm
{
    /// <summary>Writes a value so that values with the same meaning become equal.</summary>
    public static string Of(JsonNode? value) => Form(value)?.ToJsonString(JsonText.Options) ?? "null";

    private static JsonNode? Form(JsonNode? node) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Form(entry.Value)))
            ),
            JsonArray list => new JsonArray([.. list.Select(Form)]),
            JsonValue value when value.TryGetValue<string>(out var text) => Text(text),
            JsonValue value => Text(value.ToJsonString()),
            _ => null,
        };

    private static JsonNode? Text(string text)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && text.Length < 12)
        {
            return number.ToString("0.#####", CultureInfo.InvariantCulture);
        }

        if (text is "true" or "false" or "True" or "False")
        {
            return JsonValue.Create(text is "true" or "True");
        }

        if (!text.StartsWith('{'))
        {
            return text;
        }

        try
        {
            return Form(JsonNode.Parse(text));
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
