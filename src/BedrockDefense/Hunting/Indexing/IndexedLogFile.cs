using BedrockDefense.Hunting.Reading;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting.Indexing;

/// <summary>
/// Reads files by means of an index: leaves out those that hold nothing that is asked for, and adds those to the index that it does not
/// know yet. Each thread has its own.
/// </summary>
internal sealed class IndexedLogFile : IRecordSink
{
    private readonly IRecordSink _sink;
    private readonly FileNeeds _needs;
    private readonly HuntOptions _options;
    private readonly Sightings _sightings;
    private readonly IndexRecorder _recorder = new();
    private readonly LogFile _plain;
    private readonly LogFile _recorded;

    /// <param name="sink">Receives the records.</param>
    /// <param name="needs">What a file must hold to be read.</param>
    /// <param name="options">How files are read, and the index.</param>
    /// <param name="sightings">The accounts and Regions that are looked for in all events.</param>
    public IndexedLogFile(IRecordSink sink, FileNeeds needs, HuntOptions options, Sightings sightings)
    {
        (_sink, _needs, _options, _sightings) = (sink, needs, options, sightings);
        (_plain, _recorded) = (new LogFile(sink), new LogFile(this));
    }

    /// <summary>Reads a file, or tells from the index what reading it would.</summary>
    /// <returns>False when reading was cancelled.</returns>
    public bool Read(FileResult result, CancellationToken cancellation)
    {
        if (_options.Index is not { } index)
        {
            return Read(_plain, result, cancellation);
        }

        var listed = _options.Listed?.Find(result.File);
        if ((listed is null ? FileStamp.Of(result.File) : listed.Stamp) is not { } stamp)
        {
            return Read(_plain, result, cancellation);
        }

        var name = listed?.Name ?? Path.GetFullPath(result.File);
        if (index.Find(name, stamp) is { } known)
        {
            var isNeeded = _needs.MustRead(known, _sightings.IsWaiting);
            index.Note(name, isNeeded);
            if (isNeeded)
            {
                return Read(_plain, result, cancellation);
            }

            known.Tell(result);
            return true;
        }

        _recorder.Begin();
        var isWhole = Read(_recorded, result, cancellation) && !cancellation.IsCancellationRequested;
        index.Set(name, isWhole && StampOfRead(result, listed, stamp) is { } read ? _recorder.Finish(result, read) : null);
        return isWhole;
    }

    /// <inheritdoc/>
    public bool Record(ArraySegment<byte> record, long offset, NameKeys names, ReadOnlySpan<byte> envelope, bool isFinal)
    {
        _recorder.Record(record, isFinal);
        return _sink.Record(record, offset, names, envelope, isFinal);
    }

    // What is listed may have been replaced before it was opened. A file may have changed while it was read.
    private static string? StampOfRead(FileResult result, ListedSource? listed, string stamp) =>
        listed is not null ? result.Stamp
        : FileStamp.Of(result.File) == stamp ? stamp
        : null;

    private bool Read(LogFile file, FileResult result, CancellationToken cancellation) =>
        file.Read(result, _options.MaximumFileBytes, _options.OpenSource, cancellation);
}
