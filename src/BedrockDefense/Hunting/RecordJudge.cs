using System.Globalization;
using System.Text.Json;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Reading;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting;

/// <summary>Judges the records of files by all rules, one file at a time.</summary>
internal sealed class RecordJudge(
    RuleIndex index,
    IReadOnlyList<RuleTarget> targets,
    HuntOptions options,
    Sightings sightings,
    CancellationToken cancellation = default
) : IRecordSink
{
    private readonly RecordFields _fields = new(index.Slots.Count, index.SharedConditions);
    private readonly ShownFields _shown = new(index.Slots);
    private FileResult _result = new("");
    private Action _onEvent = () => { };

    /// <param name="result">Receives the result of the file.</param>
    /// <param name="onEvent">Is called after each event that was read.</param>
    public void Begin(FileResult result, Action onEvent)
    {
        SmallHeap.Check();
        (_result, _onEvent) = (result, onEvent);
    }

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
            || candidates.Gate?.MayPass(record) == false
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
        var (facts, packed, raw) = ((EventFacts?)null, (PackedFacts?)null, (string?)null);
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
            if (target.Correlator is null)
            {
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
            else if (time is { } known)
            {
                target.Correlator.Add(
                    target.Number,
                    known,
                    _fields,
                    index.Slots,
                    packed ??= _shown.Pack(_fields, raw ??= options.KeepsRecords ? _fields.Text() : null),
                    _result.File,
                    offset
                );
            }
        }
    }

    /// <summary>
    /// Returns the time of the event. An unreadable time of a matching event is a fault, because no window of a correlation can
    /// contain the event.
    /// </summary>
    private DateTimeOffset? TimeOf(long offset)
    {
        // The time is in UTC, in ISO 8601 (AWS CloudTrail User Guide, "CloudTrail record contents").
        var text = _shown.Time(_fields);
        if (
            DateTimeOffset.TryParseExact(
                text,
                "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time
            )
        )
        {
            return time;
        }

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
