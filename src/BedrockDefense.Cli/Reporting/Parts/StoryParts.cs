using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Cli.Reporting.Reading;

namespace BedrockDefense.Cli.Reporting.Parts;

/// <summary>Makes the part of a report that shows an investigation.</summary>
internal static class StoryParts
{
    private const int MostOpenRows = 50;

    /// <summary>Makes the part.</summary>
    /// <param name="lines">What the investigation found.</param>
    /// <param name="mostRows">How many entries of the timeline are shown one by one: the first ones. The picture has all.</param>
    /// <param name="sources">Collects the rules.</param>
    public static InvestigationPart Of(InvestigationLines lines, int mostRows, SourceList sources) =>
        new(
            lines.Chain,
            lines.Novelties,
            TimelineCharts.Of(lines.Entries),
            [.. lines.Entries.Where(EntryKinds.BeginsWindow).Select(Window)],
            [
                .. lines
                    .Entries.Take(mostRows)
                    .Select(entry => new EntryRow(
                        entry.Time,
                        EntryKinds.NameOf(entry),
                        EntryKinds.ToneOf(entry),
                        entry.Rule is { } rule ? sources.Rule(rule) : null,
                        entry.Call
                    )),
            ],
            lines.Entries.Count <= MostOpenRows
        );

    private static WindowRow Window(ReadEntry entry)
    {
        var window = entry.Window!;
        return new WindowRow(
            entry.Place,
            window.From is { } from ? CallTime.Of(from) : "before the first event",
            window.To is { } to ? CallTime.Of(to) : "still at the last event",
            [
                .. window.Invocations,
                .. window.MoreInvocations > 0 ? [$"{Percent.Number(window.MoreInvocations)} more"] : (IEnumerable<string>)[],
            ]
        );
    }
}
