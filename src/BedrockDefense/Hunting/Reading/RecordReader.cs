using System.Text.Json;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Hands on the records among the items of files, including wrapped records, and reports every item that contains none.
/// </summary>
internal sealed class RecordReader(IRecordSink sink) : IRecordHandler
{
    private readonly WrappedRecords _wrapped = new(sink);
    private FileResult _result = new("");

    /// <summary>Starts a file.</summary>
    public void Begin(FileResult result) => _wrapped.Begin(_result = result);

    /// <inheritdoc/>
    public void Item(ArraySegment<byte> item, long offset, NameKeys names)
    {
        try
        {
            if (!RecordShape.IsPlain(item, names.OwnKey) && !RecordShape.IsRecord(item))
            {
                _wrapped.Unwrap(item, offset);
            }
            else if (sink.Record(item, offset, names, [], isFinal: false))
            {
                _result.Events++;
            }
            else
            {
                _wrapped.UnwrapTexts(item, offset);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            AddInvalid(exception, offset);
        }
    }

    /// <summary>Reads a value that did not come from a JSON file, such as a line of a text.</summary>
    public void Value(JsonElement value, long offset)
    {
        try
        {
            _wrapped.Unwrap(value, offset);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            AddInvalid(exception, offset);
        }
    }

    /// <summary>Reads a row of a table.</summary>
    public void Row(JsonElement row, long offset)
    {
        try
        {
            _wrapped.UnwrapRow(row, offset, isOfTable: true);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            AddInvalid(exception, offset);
        }
    }

    /// <inheritdoc/>
    public void TextBeside(ReadOnlySpan<byte> text, long offset)
    {
        if (IncompleteAnswer.Of(text) is { } message)
        {
            _result.Fault(message, offset);
        }
    }

    /// <inheritdoc/>
    public void Fault(string message, long offset) => _result.Fault(message, offset);

    // The framework refuses to decode a text with an unpaired surrogate, or to write one. Then it says nothing of the place.
    private void AddInvalid(Exception exception, long offset)
    {
        var isText = exception is InvalidOperationException || exception.InnerException is InvalidOperationException;
        _result.Fault($"is not valid JSON: {(isText ? "a text in it is none" : JsonFault.Reason((JsonException)exception))}", offset);
    }
}
