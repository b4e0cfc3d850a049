using System.Text;
using System.Text.Json;

namespace BedrockDefense.Scp;

/// <summary>Reads JSON into <see cref="LocatedJson"/>: strict (no comments, no trailing commas, no property twice).</summary>
internal sealed class LocatedJsonReader(byte[] utf8, string name, ICollection<Fault> faults)
{
    private long _counted;
    private int _line = 1;
    private int _column = 1;

    public LocatedJson? Read()
    {
        var reader = new Utf8JsonReader(utf8);
        try
        {
            _ = reader.Read();
            var value = ReadValue(ref reader);

            // Anything but white space after the value is an error that only a further read reports.
            _ = reader.Read();
            return value;
        }
        catch (JsonException exception)
        {
            faults.Add(new Fault(
                "not valid JSON: " + Quoting.Show(Reason(exception.Message)),
                new SourceLocation(name, (int?)exception.LineNumber + 1, (int?)exception.BytePositionInLine + 1)));
        }
        catch (InvalidOperationException)
        {
            faults.Add(new Fault("not valid JSON: a string holds half a surrogate pair", Locate(reader.TokenStartIndex)));
        }

        return null;
    }

    private LocatedJson ReadValue(ref Utf8JsonReader reader)
    {
        var at = Locate(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader, at),
            JsonTokenType.StartArray => ReadArray(ref reader, at),
            JsonTokenType.String => new LocatedString(at, reader.GetString()!),
            _ => new LocatedLiteral(at, reader.TokenType, Encoding.UTF8.GetString(reader.ValueSpan)),
        };
    }

    private LocatedObject ReadObject(ref Utf8JsonReader reader, SourceLocation at)
    {
        var properties = new List<LocatedProperty>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var propertyAt = Locate(reader.TokenStartIndex);
            var propertyName = reader.GetString()!;
            if (!names.Add(propertyName))
                faults.Add(new Fault($"{Quoting.Quote(propertyName)} is given twice in one object; only one of the two could count", propertyAt));
            _ = reader.Read();
            properties.Add(new LocatedProperty(propertyAt, propertyName, ReadValue(ref reader)));
        }

        return new LocatedObject(at, properties);
    }

    private LocatedArray ReadArray(ref Utf8JsonReader reader, SourceLocation at)
    {
        var items = new List<LocatedJson>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue(ref reader));
        return new LocatedArray(at, items);
    }

    /// <summary>Tokens come in order, so counting goes on from the one before: linear in the document's length.</summary>
    private SourceLocation Locate(long index)
    {
        for (; _counted < index; _counted++)
        {
            var unit = utf8[_counted];
            if (unit == '\n')
                (_line, _column) = (_line + 1, 1);
            else if ((unit & 0xC0) != 0x80)
                _column++;
        }

        return new SourceLocation(name, _line, _column);
    }

    /// <summary>The reader's message ends with a position counted from 0; the location has it, counted from 1.</summary>
    private static string Reason(string message)
    {
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (position < 0 ? message : message[..position]).TrimEnd('.');
    }
}
