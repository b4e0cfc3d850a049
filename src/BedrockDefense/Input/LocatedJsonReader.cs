using System.Text;
using System.Text.Json;

namespace BedrockDefense.Input;

/// <summary>
/// Reads a JSON document into <see cref="LocatedJson"/>. The reader is strict: it accepts neither comments nor trailing commas.
/// </summary>
internal sealed class LocatedJsonReader
{
    private readonly byte[] _utf8;
    private readonly string _document;
    private readonly bool _refusesDuplicates;
    private readonly ICollection<Fault> _faults;
    private long _counted;
    private int _line = 1;
    private int _column = 1;

    private LocatedJsonReader(string json, string document, bool refusesDuplicates, ICollection<Fault> faults) =>
        (_utf8, _document, _refusesDuplicates, _faults) = (Encoding.UTF8.GetBytes(json), document, refusesDuplicates, faults);

    /// <summary>
    /// Returns the value of the document, or null when the document is not exactly one JSON value. A document whose only faults are
    /// duplicate names has a value too.
    /// </summary>
    /// <param name="json">The document, without a byte order mark.</param>
    /// <param name="document">The file or the name of the document, for the locations.</param>
    /// <param name="faults">Receives the faults.</param>
    /// <param name="refusesDuplicates">Whether a duplicate name in an object is a fault.</param>
    public static LocatedJson? Read(string json, string document, ICollection<Fault> faults, bool refusesDuplicates) =>
        new LocatedJsonReader(json, document, refusesDuplicates, faults).Read();

    private LocatedJson? Read()
    {
        var reader = new Utf8JsonReader(_utf8);
        try
        {
            _ = reader.Read();
            var value = ReadValue(ref reader);

            // Reading once more throws if anything but white space follows the value.
            _ = reader.Read();
            return value;
        }
        catch (JsonException exception)
        {
            _faults.Add(
                new Fault(
                    "not valid JSON: " + JsonFault.Reason(exception),
                    new SourceLocation(_document, (int?)exception.LineNumber + 1, (int?)exception.BytePositionInLine + 1)
                )
            );
        }
        catch (InvalidOperationException)
        {
            _faults.Add(new Fault("not valid JSON: a string holds half a surrogate pair", Locate(reader.TokenStartIndex)));
        }

        return null;
    }

    private LocatedJson ReadValue(ref Utf8JsonReader reader)
    {
        var at = Locate(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new(JsonValueKind.Object, at, "", [], ReadMembers(ref reader)),
            JsonTokenType.StartArray => new(JsonValueKind.Array, at, "", ReadItems(ref reader), []),
            JsonTokenType.String => new(JsonValueKind.String, at, reader.GetString()!, [], []),
            JsonTokenType.True => new(JsonValueKind.True, at, "true", [], []),
            JsonTokenType.False => new(JsonValueKind.False, at, "false", [], []),
            JsonTokenType.Null => new(JsonValueKind.Null, at, "null", [], []),
            _ => new(JsonValueKind.Number, at, Encoding.UTF8.GetString(reader.ValueSpan), [], []),
        };
    }

    private List<LocatedMember> ReadMembers(ref Utf8JsonReader reader)
    {
        List<LocatedMember> members = [];
        HashSet<string> names = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (name, at) = (reader.GetString()!, Locate(reader.TokenStartIndex));
            if (!names.Add(name) && _refusesDuplicates)
            {
                _faults.Add(new Fault($"{VisibleText.Quote(name)} is given twice in one object; only one of the two could count", at));
            }

            _ = reader.Read();
            members.Add(new LocatedMember(name, at, ReadValue(ref reader)));
        }

        return members;
    }

    private List<LocatedJson> ReadItems(ref Utf8JsonReader reader)
    {
        List<LocatedJson> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader));
        }

        return items;
    }

    /// <summary>
    /// Returns the location of a byte. Tokens come in order, so the count continues from the previous token. This takes time in
    /// proportion to the length of the document.
    /// </summary>
    private SourceLocation Locate(long index)
    {
        for (; _counted < index; _counted++)
        {
            var unit = _utf8[_counted];
            if (unit == '\n')
            {
                (_line, _column) = (_line + 1, 1);
            }
            else if ((unit & 0xC0) != 0x80)
            {
                _column++;
            }
        }

        return new SourceLocation(_document, _line, _column);
    }
}
