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
    private const int MaximumDepth = 16;

    private const int MaximumJsonDepth = 1000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaximumJsonDepth };

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
        if (!Wrappers.HasWholeEvent(row) && (TableRow.IsRow(row) || RecordShape.IsRecord(JsonMarshal.GetRawUtf8Value(row))))
        {
            HandOnRow(row, offset, isOfTable);
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
        HandOnWithTexts(document.RootElement, default, offset);
    }

    private void Unwrap(JsonElement value, JsonElement envelope, long offset, int depth)
    {
        if (depth > MaximumDepth)
        {
            AddUnknownValue("is wrapped too often to be read", offset);
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                UnwrapObject(value, envelope, offset, depth);
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
                UnwrapText(value.GetString()!, envelope, offset, depth);
                break;
            default:
                AddUnknownValue($"holds {value.GetRawText()} where an event should be", offset);
                break;
        }
    }

    private void UnwrapObject(JsonElement value, JsonElement envelope, long offset, int depth)
    {
        if (Wrappers.HasWholeEvent(value))
        {
            _ = UnwrapContents(value, offset, depth);
        }
        else if (RecordShape.IsRecord(JsonMarshal.GetRawUtf8Value(value)))
        {
            HandOnRecord(value, envelope, offset);
        }
        else if (TableRow.IsRow(value))
        {
            HandOnRow(value, offset, isOfTable: false);
        }
        else if (OtherFiles.IsKnown(value))
        {
            _result.OtherValues++;
        }
        else if (TableRow.OfResultSet(value) is { } rows)
        {
            RequireWhole(value, offset);
            foreach (var row in rows)
            {
                UnwrapRow(row, offset, isOfTable: false, depth + 1);
            }
        }
        else if (!UnwrapContents(value, offset, depth) && !Search(value, offset, depth))
        {
            AddUnknownValue(OtherFiles.Describe(value), offset);
        }
    }

    /// <summary>Searches members with unknown names for records and hands them on; returns false when there are none.</summary>
    private bool Search(JsonElement value, long offset, int depth)
    {
        var isFound = false;
        foreach (var member in value.EnumerateObject())
        {
            if (!Wrappers.ContainsRecord(member.Value, MaximumDepth - depth))
            {
                continue;
            }

            isFound = true;
            Unwrap(member.Value, default, offset, depth + 1);
        }

        return isFound;
    }

    /// <summary>Hands on the records under the names of wrappers; returns false when the object has none of these names.</summary>
    private bool UnwrapContents(JsonElement value, long offset, int depth)
    {
        var (isWrapper, isWhole) = (false, Wrappers.HasWholeEvent(value));
        foreach (var member in value.EnumerateObject())
        {
            if (isWhole ? !Wrappers.IsWholeEvent(member) : !Wrappers.Names.Contains(member.Name))
            {
                continue;
            }

            isWrapper = true;
            Unwrap(member.Value, Wrappers.IsEnvelope(value, member) ? value : default, offset, depth + 1);
        }

        if (isWrapper)
        {
            RequireWhole(value, offset);
        }

        return isWrapper;
    }

    private void UnwrapText(string text, JsonElement envelope, long offset, int depth)
    {
        if (Wrappers.IsControlMessage(text))
        {
            _result.OtherValues++;
            return;
        }

        try
        {
            if (Wrappers.FindJson(text) is { } json)
            {
                UnwrapValues(json, envelope, offset, depth + 1);
                return;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            AddUnknownValue(
                $"a text within it is damaged: {(exception is JsonException json ? JsonFault.Reason(json) : exception.Message)}",
                offset
            );
            return;
        }

        AddUnknownValue($"a text within it is no JSON: {VisibleText.Quote(text, VisibleText.Excerpt)}", offset);
    }

    /// <summary>Reads JSON values that follow one another.</summary>
    private void UnwrapValues(ReadOnlySpan<byte> json, JsonElement envelope, long offset, int depth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = MaximumJsonDepth });
        while (reader.Read())
        {
            using var document = JsonDocument.ParseValue(ref reader);
            Unwrap(document.RootElement, envelope, offset, depth);
        }
    }

    private void HandOnRow(JsonElement row, long offset, bool isOfTable)
    {
        var record = TableRow.ToRecord(row, out var problem);
        if (problem is not null)
        {
            AddUnknownValue(problem, offset);
            return;
        }

        using var document = JsonDocument.Parse(record, Options);
        if (!isOfTable && !document.RootElement.TryGetProperty("userIdentity", out _))
        {
            _result.Fault("the row has no userIdentity, which every event has; what rules say of it could not be looked at", offset);
        }

        HandOnRecord(document.RootElement, default, offset, isFinal: true);
    }

    /// <summary>Parses the strings of a record where possible, and hands on the record.</summary>
    private void HandOnWithTexts(JsonElement record, JsonElement envelope, long offset)
    {
        if (Wrappers.HasWholeEvent(record))
        {
            _ = UnwrapContents(record, offset, 0);
            return;
        }

        var read = TableRow.ToRecord(record, out var problem);
        if (problem is not null)
        {
            AddUnknownValue(problem, offset);
            HandOnRecord(record, envelope, offset, isFinal: true);
            return;
        }

        using var document = JsonDocument.Parse(read, Options);
        HandOnRecord(document.RootElement, envelope, offset, isFinal: true);
    }

    private void HandOnRecord(JsonElement record, JsonElement envelope, long offset, bool isFinal = false)
    {
        var bytes = JsonMarshal.GetRawUtf8Value(record);
        if (_buffer.Length < bytes.Length)
        {
            _buffer = new byte[bytes.Length * 2];
        }

        bytes.CopyTo(_buffer);
        var keys = FindNameKeys(bytes);
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
            HandOnWithTexts(record, envelope, offset);
        }
    }

    private static List<int> FindNameKeys(ReadOnlySpan<byte> record)
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
        if (IncompleteAnswer.Of(answer) is { } message)
        {
            _result.Fault(message, offset);
        }
    }

    private void AddUnknownValue(string what, long offset)
    {
        _result.UnknownValues++;
        _result.Fault($"not understood: {what}", offset);
    }
}
