using BedrockDefense.Hunting.Activity;

namespace BedrockDefense.Hunting.Timelines;

/// <summary>Finds the blind windows between changes of model invocation logging.</summary>
internal static class BlindWindows
{
    /// <summary>Returns what each change did to the logging of its account and Region.</summary>
    /// <param name="changes">The changes, in any order.</param>
    /// <returns>The changes in order of time. An entry at which a window begins or ends has the window.</returns>
    public static IReadOnlyList<TimelineEntry> Of(IEnumerable<(RecordedCall Call, LoggingChange Change)> changes)
    {
        var entries = new List<TimelineEntry>();
        foreach (var place in changes.GroupBy(one => (one.Call.Event.Account, one.Call.Event.Region)))
        {
            // Of one second, a restoring comes last, as in the hunt. An event that was delivered twice is one change.
            var ordered = place
                .Where(one => one.Call.Time is not null)
                .DistinctBy(one => one.Call.Event.EventId ?? $"{one.Call.Offset} {one.Call.File}")
                .OrderBy(one => one.Call.Time)
                .ThenBy(one => one.Change)
                .ToList();
            var opened = -1;
            foreach (var (call, change) in ordered)
            {
                if (change == LoggingChange.Blinded)
                {
                    entries.Add(new TimelineEntry(opened < 0 ? TimelineKind.BlindFrom : TimelineKind.StillBlind, call));
                    opened = opened < 0 ? entries.Count - 1 : opened;
                }
                else if (opened < 0)
                {
                    var isFirst = call == ordered[0].Call;
                    entries.Add(new TimelineEntry(isFirst ? TimelineKind.LoggingFirstConfigured : TimelineKind.LoggingConfigured, call));
                }
                else
                {
                    Close(opened, call);
                    entries.Add(new TimelineEntry(TimelineKind.BlindTo, call) { Window = entries[opened].Window });
                    opened = -1;
                }
            }

            if (opened >= 0)
            {
                Close(opened, null);
            }
        }

        return [.. entries.OrderBy(entry => entry.Call.Time)];

        void Close(int number, RecordedCall? end)
        {
            var first = entries[number].Call;
            entries[number] = entries[number] with
            {
                Window = new BlindWindow(first.Event.Account ?? "—", first.Event.Region ?? "—", first.Time!.Value, end?.Time),
            };
        }
    }
}
