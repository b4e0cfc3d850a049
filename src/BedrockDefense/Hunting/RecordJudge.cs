using System.Globalization;
using System.Text.Json;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting;

/// <summary>Judges the records of one file after the other by all rules.</summary>
internal sealed class RecordJudge(RuleIndex index, IReadOnlyList<RuleTarget> targets, HuntOptions options) : IRecordHandler
{
    private readonly RecordFields _fields = new(index.Slots.Count, index.SharedConditions);
    private readonly EventFields _shown = new(index.Slots);
    private FileResult _result = new("");

    public bool WantsEveryRecord => index.HasNameless;

    /// <summary>How many objects at the top of the file are no events.</summary>
    public long Strays { get; private set; }

    public void Begin(FileResult result)
    {
        SmallHeap.Check();
        (_result, Strays) = (result, 0);
    }

    public void Record(ArraySegment<byte> record, long offset, ReadOnlySpan<int> nameKeys, bool isObscure)
    {
        if ((isObscure ? index.All : index.Find(record, nameKeys)) is not { } candidates || candidates.Gate?.MayPass(record) == false)
            return;
        SmallHeap.Check();
        try
        {
            _fields.Read(record.Array!, record.Offset, record.Count, candidates.Fields);
            Judge(candidates, offset);
        }
        catch (JsonException exception)
        {
            _result.Fault($"the event is not valid JSON: {JsonFault.Reason(exception)}", offset + (exception.LineNumber == 0 ? exception.BytePositionInLine ?? 0 : 0));
        }
        catch (InvalidOperationException)
        {
            _result.Fault("the event holds text that is none: half a surrogate pair, or bytes that are no UTF-8", offset);
        }
    }

    public void Stray(ReadOnlySpan<byte> value, long offset)
    {
        try
        {
            var reader = new Utf8JsonReader(value, new JsonReaderOptions { MaxDepth = int.MaxValue });
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isRecords = reader.ValueTextEquals("Records"u8);
                if (reader.ValueTextEquals("eventName"u8))
                    return;
                reader.Read();
                if (isRecords)
                    _result.Fault(reader.TokenType == JsonTokenType.Null ? "Records is null, not a list of events" : "Records is no list of events", offset + reader.TokenStartIndex);
                reader.Skip();
            }

            Strays++;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            _result.Fault($"is not valid JSON: {(exception is JsonException json ? JsonFault.Reason(json) : "a text in it is none")}", offset);
        }
    }

    public void Fault(string message, long offset) => _result.Fault(message, offset);

    private void Judge(Candidates candidates, long offset)
    {
        var (isFirst, time) = (true, (DateTimeOffset?)null);
        var (facts, packed) = ((EventFacts?)null, (PackedFacts?)null);
        foreach (var rule in candidates.Rules)
        {
            if (!rule.Condition.Holds(_fields))
                continue;
            if (isFirst)
            {
                time = TimeOf(offset);
                if (!IsWanted(time))
                    return;
                isFirst = false;
            }

            var target = targets[rule.Number];
            if (target.Correlator is null)
                _result.Findings.Add(new Finding(target.Id, target.Rule.Title, target.Rule.Level ?? default, _result.File, offset, facts ??= _shown.Facts(_fields)));
            else if (time is { } known)
                target.Correlator.Add(target.Number, known, _fields, index.Slots, packed ??= _shown.Pack(_fields), _result.File, offset);
        }
    }

    /// <summary>The event's time; that of one that matches and cannot be read is a fault, for no window can hold it.</summary>
    private DateTimeOffset? TimeOf(long offset)
    {
        // AWS CloudTrail User Guide, "CloudTrail record contents": in UTC, ISO 8601.
        var text = _shown.Time(_fields);
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time;
        _result.Fault(
            $"the event {VisibleText.Quote(_shown.Id(_fields) ?? "", VisibleText.Excerpt)} has no eventTime that can be read, such as 2026-11-20T10:15:00Z, but {VisibleText.Quote(text ?? "", VisibleText.Excerpt)}",
            offset);
        return null;
    }

    // Without a time that can be read the event is shown, rather than left out for something that is not known.
    private bool IsWanted(DateTimeOffset? time) =>
        !(time < options.Since) && !(time > options.Until)
        && (options.Accounts.Count == 0 || (_shown.Account(_fields) is { } account && options.Accounts.Contains(account)))
        && (options.Regions.Count == 0 || (_shown.Region(_fields) is { } region && options.Regions.Contains(region)));
}
