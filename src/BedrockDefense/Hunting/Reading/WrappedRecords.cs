using System.Runtime.InteropServices;
using System.Text.Json;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Finds the records inside the formats of other services: envelopes, messages, answers of AWS calls and rows of tables. A string
/// is parsed only under a name that is known to contain records.
/// </summary>
internal sealed class WrappedRecords(IRecordSink sink)
{
    /// <summary>
    /// The maximum number of nested wrappers. For example, an event in a topic's message in a queue's message has three.
    /// </summary>
    private const int MostWraps = 16;

    private const int DeepestJson = 1000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DeepestJson };

    private FileResult _result = new("");
    private byte[] _buffer = [];

    /// <summary>Starts a file.</summary>
    public void Begin(FileResult result) => _result = result;

    /// <summary>Hands on the records inside an item that is not a record itself.</summary>
    /// <exception cref="JsonException">The item is not valid JSON, or is nested deeper than 1,000 levels.</exception>
    public void Unwrap(ReadOnlyMemory<byte> item, long offset)
    {
        using var document = JsonDocument.Parse(item, Options);
        Unwrap(document.RootElement, offset);
    }

    /// <summary>Hands on the records inside a parsed value that is not a record itself.</summary>
    public void Unwrap(JsonElement value, long offset) => Unwrap(value, default, offset, 0);

    /// <summary>
    /// Hands on the records in a row of a table. The columns may have the same names as fields of a record but other values.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="offset">The position of the row.</param>
    /// <param name="isOfTable">Whether the row belongs to a table whose missing columns were already reported.</param>
    /// <param name="depth">The number of wrappers around the row.</param>
    public void UnwrapRow(JsonElement row, long offset, bool isOfTable, int depth = 0)
    {
        if (!Wraps.HasWholeEvent(row) && (TableRow.IsOne(row) || RecordShape.IsRecord(JsonMarshal.GetRawUtf8Value(row))))
        {
            Row(row, offset, isOfTable);
        }
        else
        {
            Unwrap(row, default, offset, depth);
        }
    }

    /// <summary>Hands on a record in which some fields are strings in place of objects.</summary>
    /// <exception cref="JsonException">The record is not valid JSON.</exception>
    public void UnwrapTexts(ReadOnlyMemory<byte> record, long offset)
    {
        using var document = JsonDocument.Parse(record, Options);
        Texts(document.RootElement, default, offset);
    }

    private void Unwrap(JsonElement value, JsonElement envelope, long offset, int depth)
    {
        if (depth > MostWraps)
        {
            NotUnderstood("is wrapped too often to be read", offset);
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Object(value, envelope, offset, depth);
                break;
            case JsonValueKind.Array when TableRow.OfCells(value) is { } row:
                UnwrapRow(row, offset, isOfTable: false, depth + 1);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Unwrap(item, default, offset, depth + 1);
                }

                break;
            case JsonValueKind.String:
                Text(value.GetString()!, envelope, offset, depth);
                break;
            default:
                NotUnderstood($"holds {value.GetRawText()} where an event should be", offset);
                break;
        }
    }

    private void Object(JsonElement value, JsonElement envelope, long offset, int depth)
    {
        if (Wraps.HasWholeEvent(value))
        {
            _ = Contents(value, offset, depth);
        }
        else if (RecordShape.IsRecord(JsonMarshal.GetRawUtf8Value(value)))
        {
            Record(value, envelope, offset);
        }
        else if (TableRow.IsOne(value))
        {
            Row(value, offset, isOfTable: false);
        }
        else if (OtherFiles.IsKnown(value))
        {
            _result.Others++;
        }
        else if (TableRow.OfResultSet(value) is { } rows)
        {
            RequireWhole(value, offset);
            foreach (var row in rows)
            {
                UnwrapRow(row, offset, isOfTable: false, depth + 1);
            }
        }
        else if (!Contents(value, offset, depth) && !Search(value, offset, depth))
        {
            NotUnderstood(OtherFiles.Describe(value), offset);
        }
    }

    /// <summary>Searches members with unknown names for records and hands them on; returns false when there are none.</summary>
    private bool Search(JsonElement value, long offset, int depth)
    {
        var isFound = false;
        foreach (var member in value.EnumerateObject())
        {
            if (!Wraps.Holds(member.Value, MostWraps - depth))
            {
                continue;
            }

            isFound = true;
            Unwrap(member.Value, default, offset, depth + 1);
        }

        return isFound;
    }

    /// <summary>Hands on the records under the names of wrappers; returns false when the object has none of these names.</summary>
    private bool Contents(JsonElement value, long offset, int depth)
    {
        var (isWrap, isWhole) = (false, Wraps.HasWholeEvent(value));
        foreach (var member in value.EnumerateObject())
        {
            if (isWhole ? !Wraps.IsWholeEvent(member) : !Wraps.Names.Contains(member.Name))
            {
                continue;
            }

            isWrap = true;
            Unwrap(member.Value, Wraps.IsEnvelope(value, member) ? value : default, offset, depth + 1);
        }

        if (isWrap)
        {
            RequireWhole(value, offset);
        }

        return isWrap;
    }

    private void Text(string text, JsonElement envelope, long offset, int depth)
    {
        if (Wraps.IsControlMessage(text))
        {
            _result.Others++;
            return;
        }

        try
        {
            if (Wraps.JsonIn(text) is { } json)
            {
                Values(json, envelope, offset, depth + 1);
                return;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            NotUnderstood(
                $"a text within it is damaged: {(exception is JsonException json ? JsonFault.Reason(json) : exception.Message)}",
                offset
            );
            return;
        }

        NotUnderstood($"a text within it is no JSON: {VisibleText.Quote(text, VisibleText.Excerpt)}", offset);
    }

    /// <summary>Reads JSON values that follow one another.</summary>
    private void Values(ReadOnlySpan<byte> json, JsonElement envelope, long offset, int depth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = DeepestJson });
        while (reader.Read())
        {
            using var document = JsonDocument.ParseValue(ref reader);
            Unwrap(document.RootElement, envelope, offset, depth);
        }
    }

    private void Row(JsonElement row, long offset, bool isOfTable)
    {
        var record = TableRow.ToRecord(row, out var problem);
        if (problem is not null)
        {
            NotUnderstood(problem, offset);
            return;
        }

        using var document = JsonDocument.Parse(record, Options);
        if (!isOfTable && !document.RootElement.TryGetProperty("userIdentity", out _))
        {
            _result.Fault("the row has no userIdentity, which every event has; what rules say of it could not be looked at", offset);
        }

        Record(document.RootElement, default, offset, isFinal: true);
    }

    /// <summary>Parses the strings of a record where possible, and hands on the record.</summary>
    private void Texts(JsonElement record, JsonElement envelope, long offset)
    {
        if (Wraps.HasWholeEvent(record))
        {
            _ = Contents(record, offset, 0);
            return;
        }

        var read = TableRow.ToRecord(record, out var problem);
        if (problem is not null)
        {
            NotUnderstood(problem, offset);
            Record(record, envelope, offset, isFinal: true);
            return;
        }

        using var document = JsonDocument.Parse(read, Options);
        Record(document.RootElement, envelope, offset, isFinal: true);
    }

    private void Record(JsonElement record, JsonElement envelope, long offset, bool isFinal = false)
    {
        var bytes = JsonMarshal.GetRawUtf8Value(record);
        if (_buffer.Length < bytes.Length)
        {
            _buffer = new byte[bytes.Length * 2];
        }

        bytes.CopyTo(_buffer);
        var keys = Keys(bytes);
        var outer = envelope.ValueKind == JsonValueKind.Object ? JsonMarshal.GetRawUtf8Value(envelope) : [];
        if (
            sink.Record(
                new ArraySegment<byte>(_buffer, 0, bytes.Length),
                offset,
                new NameKeys(CollectionsMarshal.AsSpan(keys), -1, bytes.IndexOf("\\u"u8) >= 0),
                outer,
                isFinal
            )
        )
        {
            _result.Events++;
        }
        else
        {
            Texts(record, envelope, offset);
        }
    }

    private static List<int> Keys(ReadOnlySpan<byte> record)
    {
        var keys = new List<int>();
        for (var from = 0; record[from..].IndexOf("\"eventName\""u8) is >= 0 and var at; from += at + NameKeys.Length)
        {
            keys.Add(from + at + NameKeys.Length);
        }

        return keys;
    }

    private void RequireWhole(JsonElement answer, long offset)
    {
        if (PartOfAnswer.Of(answer) is { } message)
        {
            _result.Fault(message, offset);
        }
    }

    private void NotUnderstood(string what, long offset)
    {
        _result.NotUnderstood++;
        _result.Fault($"not understood: {what}", offset);
    }
}
