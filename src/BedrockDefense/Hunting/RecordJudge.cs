using System.Runtime.CompilerServices;
using System.Text.Json;
using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Reading;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting;

/// <summary>Judges the records of files by all rules, one file at a time.</summary>
internal sealed class RecordJudge(
    RuleIndex index,
    RuleTarget[] targets,
    HuntOptions options,
    Sightings sightings,
    EventPacker? packer,
    CancellationToken cancellation = default
) : IRecordSink
{
    /// <summary>The number of bytes before the end of the key of the event name within which CloudTrail writes the source.</summary>
    private const int SourceDistance = 80;

    private readonly RecordFields _fields = new(index.Slots.Count, index.SharedConditions);
    private readonly ShownFields _shown = new(index.Slots);
    private readonly CorrelationSource?[] _sources = [.. targets.Select(target => target.Correlator?.SourceOf(target.Number, index.Slots))];
    private FileResult _result = new("");
    private Action _onEvent = () => { };

    /// <param name="result">Receives the result of the file.</param>
    /// <param name="onEvent">Is called after each event that was read.</param>
    public void Begin(FileResult result, Action onEvent)
    {
        SmallHeap.Check();
        (_result, _onEvent) = (result, onEvent);
        packer?.Begin(result.File);
    }

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

        SmallHeap.Check();
        try
        {
            _fields.Read(record.Array!, record.Offset, record.Count, candidates.Fields);
            if (!isFinal && _shown.HasTextForObject(_fields))
            {
                return false;
            }

            Judge(candidates, offset);
        }
        catch (JsonException exception)
        {
            _result.Fault(
                $"the event is not valid JSON: {JsonFault.Reason(exception)}",
                offset + (exception.LineNumber == 0 ? exception.BytePositionInLine ?? 0 : 0)
            );
        }
        catch (InvalidOperationException)
        {
            _result.Fault("the event holds text that is none: half a surrogate pair, or bytes that are no UTF-8", offset);
        }

        _onEvent();
        return true;
    }

    private void See(ArraySegment<byte> record)
    {
        try
        {
            _fields.Read(record.Array!, record.Offset, record.Count, index.AlwaysReadFields);
            sightings.See(_shown, _fields);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The fault is reported where rules need the record.
        }
    }

    private void Judge(Candidates candidates, long offset)
    {
        var (isFirst, time) = (true, (DateTimeOffset?)null);
        var (facts, raw) = ((EventFacts?)null, (string?)null);
        foreach (var rule in candidates.Rules)
        {
            if (!rule.Condition.Holds(_fields))
            {
                continue;
            }

            if (isFirst)
            {
                time = TimeOf(offset);
                if (!IsWanted(time))
                {
                    return;
                }

                isFirst = false;
            }

            var target = targets[rule.Number];
            if (_sources[rule.Number] is { } source)
            {
                if (time is { } known)
                {
                    packer!.Add(source, known, _fields, raw ??= options.KeepsRecords ? _fields.Text() : null, offset);
                }

                continue;
            }

            _result.Add(
                new Finding(
                    target.Id,
                    target.Rule.Title,
                    target.Rule.Level ?? default,
                    _result.File,
                    offset,
                    facts ??= _shown.Facts(_fields)
                )
                {
                    Record = raw ??= options.KeepsRecords ? _fields.Text() : null,
                }
            );
        }
    }

    /// <summary>
    /// Returns the time of the event. An unreadable time of a matching event is a fault, because no window of a correlation can
    /// contain the event.
    /// </summary>
    private DateTimeOffset? TimeOf(long offset)
    {
        if (EventTime.Read(_shown.TimeBytes(_fields)) is { } time)
        {
            return time;
        }

        var text = _shown.Time(_fields);
        _result.Fault(
            $"the event {VisibleText.Quote(_shown.Id(_fields) ?? "", VisibleText.Excerpt)} has no eventTime that can be "
                + $"read, such as 2026-11-20T10:15:00Z, but {VisibleText.Quote(text ?? "", VisibleText.Excerpt)}",
            offset
        );
        return null;
    }

    // An event without a readable time is shown. Leaving it out could hide a match.
    private bool IsWanted(DateTimeOffset? time) =>
        !(time < options.Since)
        && !(time > options.Until)
        && (options.Accounts.Count == 0 || (_shown.Account(_fields) is { } account && options.Accounts.Contains(account)))
        && (options.Regions.Count == 0 || (_shown.Region(_fields) is { } region && options.Regions.Contains(region)));
}
