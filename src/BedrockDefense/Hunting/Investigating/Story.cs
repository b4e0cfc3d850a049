using System.Globalization;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Baselines;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Timelines;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>What was done with credentials, what of it is new, and in which order it happened.</summary>
/// <param name="request">What is asked.</param>
/// <param name="keys">The access keys.</param>
/// <param name="first">The time of the first event to start from; null when none has a readable time.</param>
/// <param name="from">The time from which on something can be new; null when it is not known.</param>
internal sealed class Story(InvestigationRequest request, IReadOnlyList<string> keys, DateTimeOffset? first, DateTimeOffset? from)
{
    private static readonly IReadOnlyList<FieldPath> CallPaths = [.. CallFields.All.Select(field => new FieldPath(field))];

    private readonly ActivityTallies _tallies = new();
    private readonly Baseline _baseline = new();
    private readonly StoryEvents _events = new();
    private readonly List<string> _omissions = [];

    /// <summary>What the answer leaves out, a remark each.</summary>
    public IReadOnlyList<string> Omissions => _omissions;

    /// <summary>Reads the files and tells the parts that are asked for.</summary>
    /// <param name="reader">Reads the files.</param>
    /// <param name="files">The files in which investigated calls and changes of logging can be.</param>
    /// <param name="onLine">Receives the parts.</param>
    public void Tell(StoryReader reader, IReadOnlyList<string> files, Action<InvestigationLine> onLine)
    {
        var index = new SubjectIndex(request.Start, keys, request.Detections);
        reader.Read<SubjectEvent>(
            index.Needed,
            default,
            files,
            (options, sightings, cancellation) => new SubjectSink(index, places: null, options, sightings, cancellation),
            Add
        );
        if (request.Parts.HasFlag(InvestigationParts.Summary))
        {
            foreach (var summary in _tallies.Summaries)
            {
                onLine(new SummaryLine(summary));
                LeaveOut(summary.MoreValues, $"calls with further values in the summary of {summary.Id}");
            }

            LeaveOut(_tallies.MoreCalls, "calls of further principals and credentials in the summary");
        }

        if (request.Parts.HasFlag(InvestigationParts.New) && from is { } start && !reader.IsCancelled)
        {
            TellNew(reader, start, onLine);
        }

        if (request.Parts.HasFlag(InvestigationParts.Timeline) && !reader.IsCancelled)
        {
            TellTimeline(reader, index, onLine);
        }
    }

    private void Add(SubjectEvent one)
    {
        _events.Add(one, request.Parts.HasFlag(InvestigationParts.Timeline));
        if (!one.IsOfSubject)
        {
            return;
        }

        _tallies.Add(one.Call);
        if (!(one.Call.Time < from))
        {
            _baseline.Add(one.Call);
        }
    }

    private void TellNew(StoryReader reader, DateTimeOffset start, Action<InvestigationLine> onLine)
    {
        // A forged time could lie so early that nothing is before it.
        var since = start.UtcTicks > request.Baseline.Ticks ? start - request.Baseline : DateTimeOffset.MinValue;
        // An event without a time belongs to no time before.
        var anyCall = FieldRule.Has("any call", ["eventTime"]);
        var (total, index) = (new BaselineTotal(_baseline.TraitCount), new RuleIndex([anyCall], CallPaths));
        reader.Read<RecordedCall>(
            [anyCall],
            (since, start),
            some: null,
            (options, sightings, cancellation) => new BaselineSink(index, _baseline, total, options, sightings, cancellation),
            _ => { }
        );
        if (reader.IsCancelled)
        {
            return;
        }

        onLine(new BaselineLine(new BaselineReport(since, start, total.Earliest, total.Events)));
        if (total.Events == 0)
        {
            // Compared with nothing, everything would be new.
            _omissions.Add("not compared: the archive holds no event of the time before");
            return;
        }

        foreach (var novelty in _baseline.Novelties(total.Counts))
        {
            onLine(new NoveltyLine(novelty));
        }

        LeaveOut(_baseline.MoreTraits, "values of calls that were not compared with the time before, because there are too many");
        LeaveOut(_baseline.CallsWithoutTime, "calls without a readable time, which cannot be compared with the time before");
    }

    private void TellTimeline(StoryReader reader, SubjectIndex index, Action<InvestigationLine> onLine)
    {
        var changes = CountInWindows(reader, _events.Changes);
        var near = _events.Near(request.Context, first, out var more);
        var calls = ReadAgain(reader, index, near);
        LeaveOut(more, "calls near findings; ask for a shorter --context");
        LeaveOut(_events.MoreFindings, "findings");
        LeaveOut(_events.MoreChanges, "changes of logging");
        LeaveOut(_events.MoreCalls, "calls that were not examined for being near a finding");
        LeaveOut(_events.EventsWithoutTime, "findings and changes without a readable time, which have no place in the timeline");
        var entries = _events
            .Findings.Concat(changes)
            .Concat(calls.Select(call => new TimelineEntry(TimelineKind.Call, call)))
            .Where(entry => entry.Call.Time is not null)
            .OrderBy(entry => entry.Call.Time)
            .ThenBy(entry => entry.Call.File, StringComparer.Ordinal)
            .ThenBy(entry => entry.Call.Offset)
            .ThenBy(entry => entry.Kind);
        foreach (var entry in entries)
        {
            onLine(new TimelineLine(entry));
        }
    }

    private static IReadOnlyList<TimelineEntry> CountInWindows(StoryReader reader, IReadOnlyList<TimelineEntry> changes)
    {
        BlindWindow[] windows = [.. changes.Select(entry => entry.Window).OfType<BlindWindow>().Distinct()];
        if (windows is [])
        {
            return changes;
        }

        var (tally, index) = (new WindowTally(windows), new RuleIndex([BlindWindowRules.Invoked], CallPaths));
        var until = Array.Exists(windows, window => window.To is null) ? null : windows.Max(window => window.To);
        reader.Read<RecordedCall>(
            [BlindWindowRules.Invoked],
            (windows.Min(window => window.From), until),
            some: null,
            (options, sightings, cancellation) => new WindowSink(index, tally, options, sightings, cancellation),
            _ => { }
        );
        var counted = tally.Counted;
        return [.. changes.Select(entry => entry.Window is { } window ? entry with { Window = counted[window] } : entry)];
    }

    private static List<RecordedCall> ReadAgain(StoryReader reader, SubjectIndex index, HashSet<(string File, long Offset)> places)
    {
        var calls = new List<RecordedCall>();
        if (places.Count == 0)
        {
            return calls;
        }

        reader.Read<SubjectEvent>(
            index.Needed,
            default,
            [.. places.Select(place => place.File).Distinct()],
            (options, sightings, cancellation) => new SubjectSink(index, places, options, sightings, cancellation),
            one => calls.Add(one.Call)
        );
        if (!reader.IsCancelled)
        {
            reader.Add(ChainReading.Changed(places, calls.Select(call => (call.File, call.Offset))));
        }

        return calls;
    }

    private void LeaveOut(long count, string what)
    {
        if (count > 0)
        {
            _omissions.Add(string.Create(CultureInfo.InvariantCulture, $"left out: {count} {what}"));
        }
    }
}
