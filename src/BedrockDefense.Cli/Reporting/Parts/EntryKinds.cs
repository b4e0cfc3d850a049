using BedrockDefense.Cli.Investigating;
using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Cli.Reporting.Reading;
using BedrockDefense.Hunting.Timelines;

namespace BedrockDefense.Cli.Reporting.Parts;

/// <summary>How the kinds of a timeline's entries are drawn.</summary>
internal static class EntryKinds
{
    /// <summary>Returns the title of the lane that a kind stands in. All changes of logging share one.</summary>
    public static string LaneOf(TimelineKind kind) =>
        kind switch
        {
            TimelineKind.Finding => "findings",
            TimelineKind.Call => "calls",
            _ => "changes of logging",
        };

    /// <summary>Returns how bad an entry is.</summary>
    public static Tone ToneOf(ReadEntry entry) =>
        entry.Kind switch
        {
            TimelineKind.Finding => FindingsParts.ToneOf(entry.Level ?? default),
            TimelineKind.BlindFrom or TimelineKind.StillBlind => Tone.Bad,
            TimelineKind.BlindTo or TimelineKind.LoggingConfigured or TimelineKind.LoggingFirstConfigured => Tone.Good,
            _ => Tone.Plain,
        };

    /// <summary>Returns whether a blind window begins with an entry.</summary>
    public static bool BeginsWindow(ReadEntry entry) => entry is { Kind: TimelineKind.BlindFrom, Window: not null };

    /// <summary>Returns the name of an entry's kind.</summary>
    public static string NameOf(ReadEntry entry) => PartName.Of(entry.Kind).Replace('-', ' ');
}
