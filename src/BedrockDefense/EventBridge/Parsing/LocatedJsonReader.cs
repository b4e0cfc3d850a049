using System.Text;
using System.Text.Json;

namespace BedrockDefense.EventBridge.Parsing;

/// <summary>Reads a document into <see cref="LocatedJson"/> and turns offsets into lines and columns.</summary>
internal sealed class LocatedJsonReader(string json, string documentName)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(json.StartsWith('\uFEFF') ? json[1..] : json);

    /// <summary>The whole document, or null and a fault if it is not one JSON value.</summary>
    public LocatedJson? Read(List<Fault> faults)
    {
        var reader = new Utf8JsonReader(_utf8);
        try
        {
            reader.Read();
            var root = ReadValue(ref reader);
            // Throws when anything but white space follows the value.
            reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            var location = new SourceLocation(
                documentName, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
            faults.Add(new Fault("not valid JSON: " + QuotedText.Visible(exception.Message), location));
        }
        catch (InvalidOperationException)
        {
            faults.Add(new Fault(
                "not valid JSON text: a \\u escape is half of a surrogate pair", Locate(reader.TokenStartIndex)));
        }

        return null;
    }

    /// <summary>The line and column, counted in characters from 1, of a byte offset.</summary>
    public SourceLocation Locate(long offset)
    {
        var before = Encoding.UTF8.GetString(_utf8, 0, (int)offset);
        var lineStart = before.LastIndexOf('\n') + 1;
        return new SourceLocation(documentName, before.Count(c => c == '\n') + 1, before.Length - lineStart + 1);
    }

    private static LocatedJson ReadValue(ref Utf8JsonReader reader)
    {
        var offset = reader.TokenStartIndex;
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new(JsonValueKind.Object, offset, "", [], ReadMembers(ref reader)),
            JsonTokenType.StartArray => new(JsonValueKind.Array, offset, "", ReadItems(ref reader), []),
            JsonTokenType.String => new(JsonValueKind.String, offset, reader.GetString()!, [], []),
            JsonTokenType.True => Scalar(JsonValueKind.True),
            JsonTokenType.False => Scalar(JsonValueKind.False),
            JsonTokenType.Null => Scalar(JsonValueKind.Null),
            _ => new(JsonValueKind.Number, offset, Encoding.UTF8.GetString(reader.ValueSpan), [], []),
        };

        LocatedJson Scalar(JsonValueKind kind) => new(kind, offset, kind.ToString().ToLowerInvariant(), [], []);
    }

    private static List<LocatedMember> ReadMembers(ref Utf8JsonReader reader)
    {
        List<LocatedMember> members = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (name, offset) = (reader.GetString()!, reader.TokenStartIndex);
            reader.Read();
            members.Add(new LocatedMember(name, offset, ReadValue(ref reader)));
        }

        return members;
    }

    private static List<LocatedJson> ReadItems(ref Utf8JsonReader reader)
    {
        List<LocatedJson> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue(ref reader));
        return items;
    }
}
