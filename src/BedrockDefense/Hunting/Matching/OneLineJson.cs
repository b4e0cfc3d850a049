using System.Buffers;
using System.Text.Json;

namespace BedrockDefense.Hunting.Matching;

/// <summary>Writes JSON on one line with ASCII characters only. Values and their order stay the same.</summary>
internal static class OneLineJson
{
    private const int MaximumDepth = 1000;

    /// <summary>Returns the JSON on one line, as UTF-8.</summary>
    /// <exception cref="JsonException">The input is not valid JSON, or is nested deeper than 1,000 levels.</exception>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json)
    {
        var written = new ArrayBufferWriter<byte>(json.Length);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
        using (var writer = new Utf8JsonWriter(written, new JsonWriterOptions { MaxDepth = MaximumDepth, SkipValidation = true }))
        {
            while (reader.Read())
            {
                Write(writer, ref reader);
            }
        }

        return written.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter writer, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(JsonUnescaper.Read(reader.ValueSpan));
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(JsonUnescaper.Read(reader.ValueSpan));
                break;
            default:
                // A number is copied as written. Parsing could change a number with more digits than a double holds.
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }
}
