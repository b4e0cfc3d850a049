using System.Runtime.CompilerServices;
using System.Text.Json;
using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting;

/// <summary>Reads the fields of the records that rules may match, and reports the records that cannot be read.</summary>
internal abstract class RuleSink<T>(RuleIndex index, HuntOptions options, Sightings sightings, CancellationToken cancellation)
    : IFileSink<T>
{
    /// <summary>The number of bytes before the end of the key of the event name within which CloudTrail writes the source.</summary>
    private const int SourceDistance = 80;

    private Action _onEvent = () => { };

    /// <summary>The fields of the record.</summary>
    protected RecordFields Fields { get; } = new(index.Slots.Count, index.SharedConditions);

    /// <summary>The fields of the record that are shown.</summary>
    protected ShownFields Shown { get; } = new(index.Slots, options.KeepsAddresses);

    /// <summary>The result of the file.</summary>
    protected FileFinds<T> Result { get; private set; } = new("");

    /// <inheritdoc/>
    public virtual void Begin(FileFinds<T> result, Action onEvent)
    {
        SmallHeap.Check();
        (Result, _onEvent) = (result, onEvent);
    }

    /// <inheritdoc/>
    public virtual void Finish() { }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Record(ArraySegment<byte> record, long offset, NameKeys names, ReadOnlySpan<byte> envelope, bool isFinal)
    {
        // After cancellation, another thread may already be writing the report.
        if (cancellation.IsCancellationRequested)
        {
            return true;
        }

        if (sightings.IsWaiting)
        {
            See(record);
        }

        if (
            (names.IsIncomplete ? index.All : index.Find(record, names.All)) is not { } candidates
            || candidates.Gate?.MayPass(record, names.OwnKey - SourceDistance) == false
        )
        {
            return true;
        }

        if (!isFinal && Skips(candidates, record, offset, names))
        {
            return true;
        }

        SmallHeap.Check();
        try
        {
            Fields.Read(record.Array!, record.Offset, record.Count, candidates.Fields);
            if (!isFinal && Shown.HasTextForObject(Fields))
            {
                return false;
            }

            Judge(candidates, offset);
        }
        catch (JsonException exception)
        {
            Result.Fault(
                $"the event is not valid JSON: {JsonFault.Reason(exception)}",
                offset + (exception.LineNumber == 0 ? exception.BytePositionInLine ?? 0 : 0)
            );
        }
        catch (InvalidOperationException)
        {
            Result.Fault("the event holds text that is none: half a surrogate pair, or bytes that are no UTF-8", offset);
        }

        _onEvent();
        return true;
    }

    /// <summary>Returns whether a record that rules may match need not be read. Of a row of a table this is not asked.</summary>
    /// <param name="candidates">The rules that may match it.</param>
    /// <param name="record">The text of the record.</param>
    /// <param name="offset">The position of the record in the decompressed file, in bytes.</param>
    /// <param name="names">The positions of event names in it; without one of its own, it is not a record of the file itself.</param>
    protected virtual bool Skips(Candidates candidates, ReadOnlySpan<byte> record, long offset, NameKeys names) => false;

    /// <summary>Judges the record that was read.</summary>
    /// <param name="candidates">The rules that may match it.</param>
    /// <param name="offset">The position of the record in the decompressed file, in bytes.</param>
    protected abstract void Judge(Candidates candidates, long offset);

    /// <summary>
    /// Returns the time of the event. An unreadable time of a matching event is a fault, because no span of time can contain the event.
    /// </summary>
    protected DateTimeOffset? TimeOf(long offset)
    {
        if (EventTime.Read(Shown.TimeBytes(Fields)) is { } time)
        {
            return time;
        }

        var text = Shown.Time(Fields);
        Result.Fault(
            $"the event {VisibleText.Quote(Shown.Id(Fields) ?? "", VisibleText.Excerpt)} has no eventTime that can be "
                + $"read, such as 2026-11-20T10:15:00Z, but {VisibleText.Quote(text ?? "", VisibleText.Excerpt)}",
            offset
        );
        return null;
    }

    /// <summary>
    /// Returns whether the options ask for the event. An event without a readable time is shown, because leaving it out could hide a match.
    /// </summary>
    protected bool IsWanted(DateTimeOffset? time) =>
        !(time < options.Since)
        && !(time > options.Until)
        && (options.Accounts.Count == 0 || (Shown.Account(Fields) is { } account && options.Accounts.Contains(account)))
        && (options.Regions.Count == 0 || (Shown.Region(Fields) is { } region && options.Regions.Contains(region)));

    private void See(ArraySegment<byte> record)
    {
        try
        {
            Fields.Read(record.Array!, record.Offset, record.Count, index.AlwaysReadFields);
            sightings.See(Shown, Fields);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The fault is reported where rules need the record.
        }
    }
}
