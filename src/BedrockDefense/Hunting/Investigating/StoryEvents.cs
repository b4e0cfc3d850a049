using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Timelines;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>The events of which a timeline is made.</summary>
internal sealed class StoryEvents
{
    /// <summary>The most findings, changes, and calls near them. More would help nobody, and must not fill the memory.</summary>
    public const int Most = 10_000;

    // Of a call that is no finding only the place is kept, until it is known what is near a finding.
    private const int MostPlaces = 2_000_000;

    private readonly List<(long Ticks, string File, long Offset)> _calls = [];
    private readonly List<TimelineEntry> _findings = [];
    private readonly List<(RecordedCall Call, LoggingChange Change)> _changes = [];
    private readonly HashSet<string> _accounts = new(StringComparer.Ordinal);

    /// <summary>The number of findings that were left out.</summary>
    public long MoreFindings { get; private set; }

    /// <summary>The number of changes of logging that were left out.</summary>
    public long MoreChanges { get; private set; }

    /// <summary>The number of calls of which not even the place was kept.</summary>
    public long MoreCalls { get; private set; }

    /// <summary>The number of findings and changes without a readable time.</summary>
    public long EventsWithoutTime { get; private set; }

    /// <summary>The findings among the investigated calls.</summary>
    public IReadOnlyList<TimelineEntry> Findings => _findings;

    /// <summary>The changes of logging, by anybody, in the accounts in which there are investigated calls.</summary>
    public IReadOnlyList<TimelineEntry> Changes =>
        BlindWindows.Of(_changes.Where(change => _accounts.Contains(change.Call.Event.Account ?? "")));

    /// <summary>Adds an event.</summary>
    /// <param name="one">The event.</param>
    /// <param name="keepsCalls">Whether the places of calls are needed.</param>
    public void Add(SubjectEvent one, bool keepsCalls)
    {
        if (one.IsOfSubject)
        {
            _ = _accounts.Add(one.Call.Event.Account ?? "");
        }

        if (!keepsCalls)
        {
            return;
        }

        var hasNoTime = one.Call.Time is null;
        EventsWithoutTime += hasNoTime && (one.Change != LoggingChange.None || one.Detections.Count > 0) ? 1 : 0;
        if (hasNoTime)
        {
            return;
        }

        AddChange(one);
        AddFindings(one);
        AddCall(one);
    }

    /// <summary>Returns the places of the calls near findings, and near the first event to start from.</summary>
    /// <param name="context">How near.</param>
    /// <param name="start">The time of the first event to start from.</param>
    /// <param name="more">Receives the number of such calls that are left out.</param>
    public HashSet<(string File, long Offset)> Near(TimeSpan context, DateTimeOffset? start, out long more)
    {
        more = 0;
        long[] anchors =
        [
            .. _findings.Select(finding => finding.Call.Time!.Value.UtcTicks).Concat(start is { } first ? [first.UtcTicks] : []).Order(),
        ];
        var near = new HashSet<(string, long)>();
        foreach (var (ticks, file, offset) in _calls.OrderBy(call => call.Ticks))
        {
            if (!IsNear(ticks))
            {
                continue;
            }

            if (near.Count < Most)
            {
                _ = near.Add((file, offset));
            }
            else
            {
                more++;
            }
        }

        return near;

        bool IsNear(long ticks)
        {
            var at = Array.BinarySearch(anchors, ticks);
            at = at < 0 ? ~at : at;
            return (at < anchors.Length && anchors[at] - ticks <= context.Ticks) || (at > 0 && ticks - anchors[at - 1] <= context.Ticks);
        }
    }

    private void AddChange(SubjectEvent one)
    {
        if (one.Change == LoggingChange.None)
        {
            return;
        }

        if (_changes.Count == Most)
        {
            MoreChanges++;
            return;
        }

        _changes.Add((one.Call, one.Change));
    }

    private void AddFindings(SubjectEvent one)
    {
        foreach (var detection in one.Detections)
        {
            if (_findings.Count == Most)
            {
                MoreFindings++;
                continue;
            }

            _findings.Add(
                new TimelineEntry(TimelineKind.Finding, one.Call)
                {
                    Rule = detection.Id,
                    Title = detection.Rule.Title,
                    Level = detection.Level,
                }
            );
        }
    }

    // A finding and a change stand in the timeline anyway.
    private void AddCall(SubjectEvent one)
    {
        if (!one.IsOfSubject || one.Detections.Count > 0 || one.Change != LoggingChange.None)
        {
            return;
        }

        if (_calls.Count == MostPlaces)
        {
            MoreCalls++;
            return;
        }

        _calls.Add((one.Call.Time!.Value.UtcTicks, one.Call.File, one.Call.Offset));
    }
}
