using System.Text.Json;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>Notes the times of the first and last event of each file, and hands on the records to another sink.</summary>
/// <param name="sink">The other sink.</param>
/// <param name="spans">Receives the times of each file in which that of every event is known.</param>
/// <param name="cancellation">After it, a file may have been read in part.</param>
internal sealed class SpanSink<T>(IFileSink<T> sink, FileSpans spans, CancellationToken cancellation) : IFileSink<T>
{
    private static readonly (FieldTree Tree, IReadOnlyDictionary<string, int> Slots) Wanted = FieldTree.Of([new FieldPath("eventTime")]);

    private readonly RecordFields _fields = new(Wanted.Slots.Count, 0);
    private FileResult? _file;
    private long _records;
    private long _first;
    private long _last;
    private bool _isKnown;

    /// <inheritdoc/>
    public void Begin(FileFinds<T> result, Action onEvent)
    {
        AddFile();
        (_file, _records, _first, _last, _isKnown) = (result, 0, long.MaxValue, long.MinValue, true);
        sink.Begin(result, onEvent);
    }

    /// <inheritdoc/>
    public void Finish()
    {
        AddFile();
        sink.Finish();
    }

    /// <inheritdoc/>
    public bool Record(ArraySegment<byte> record, long offset, NameKeys names, ReadOnlySpan<byte> envelope, bool isFinal)
    {
        if (_isKnown)
        {
            var time = isFinal ? null : PlainText.TimeOf(record, names);
            if ((time ?? ParsedTimeOf(record)) is { } ticks)
            {
                (_first, _last) = (Math.Min(_first, ticks), Math.Max(_last, ticks));
            }
            else
            {
                _isKnown = false;
            }
        }

        var isTaken = sink.Record(record, offset, names, envelope, isFinal);
        _records += isTaken ? 1 : 0;
        return isTaken;
    }

    private long? ParsedTimeOf(ArraySegment<byte> record)
    {
        try
        {
            _fields.Read(record.Array!, record.Offset, record.Count, Wanted.Tree);
            return EventTime.Read(_fields.LastText(Wanted.Slots["eventTime"]))?.UtcTicks;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Each reading says itself what is wrong.
            return null;
        }
    }

    private void AddFile()
    {
        // Of a file that an index left out, no record was seen.
        if (_file is { } file && _isKnown && _records == file.Events && !cancellation.IsCancellationRequested)
        {
            spans.Add(file.File, _first, _last);
        }
    }
}
