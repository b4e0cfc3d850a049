using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Cli.Reporting.Reading;

namespace BedrockDefense.Cli.Reporting.Parts;

/// <summary>Draws a timeline: a lane for each kind of entry, and the blind windows as shaded stretches.</summary>
internal static class TimelineCharts
{
    private const int Width = 10_000;

    // What happens first or last stands a little away from the edge.
    private const int Margin = 300;

    // Marks that are nearer to each other than this cannot be told apart.
    private const int Resolution = 10;

    /// <summary>Returns the picture; null when no entry has a time.</summary>
    public static TimelineChart? Of(IReadOnlyList<ReadEntry> entries)
    {
        var times = entries.Select(entry => entry.At).OfType<DateTimeOffset>().ToList();
        if (times.Count == 0)
        {
            return null;
        }

        var from = times.Min();
        var to = times.Max();
        var span = Math.Max(1, (to - from).Ticks);
        return new TimelineChart(
            CallTime.Of(from),
            CallTime.Of(to),
            [
                .. entries
                    .Where(EntryKinds.BeginsWindow)
                    .Select(entry =>
                        (Start: entry.Window!.From is { } start ? X(start) : 0, End: entry.Window.To is { } end ? X(end) : Width)
                    )
                    .Select(stretch => new Shade(stretch.Start, Math.Max(Resolution, stretch.End - stretch.Start))),
            ],
            [
                .. entries
                    .Where(entry => entry.At is not null)
                    .OrderBy(entry => entry.Kind)
                    .GroupBy(entry => EntryKinds.LaneOf(entry.Kind))
                    .Select(lane => new Lane(
                        lane.Key,
                        Percent.Number(lane.Count()),
                        [
                            .. lane.GroupBy(entry => X(entry.At!.Value) / Resolution * Resolution)
                                .OrderBy(place => place.Key)
                                .Select(place => new ChartMark(
                                    place.Key,
                                    place.Select(EntryKinds.ToneOf).MaxBy(tone => tone == Tone.Plain ? -1 : (int)tone)
                                )),
                        ]
                    )),
            ]
        );

        // One entry alone stands in the middle.
        int X(DateTimeOffset time) =>
            from == to ? Width / 2 : Margin + (int)(Math.Clamp((double)(time - from).Ticks / span, 0, 1) * (Width - (2 * Margin)));
    }
}
