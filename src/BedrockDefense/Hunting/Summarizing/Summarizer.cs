using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Indexing;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting.Summarizing;

/// <summary>Sums up a whole archive: who changed or read logging, what was refused, and which access keys are first seen.</summary>
public static class Summarizer
{
    /// <summary>Reads the files and tells what is in them.</summary>
    /// <param name="files">The paths of the files.</param>
    /// <param name="options">The events to examine.</param>
    /// <param name="most">The most lines of refused calls, and of access keys; 1 or more.</param>
    /// <param name="onLine">Receives the lines.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellation">Stops the reading early; the lines are then of what was read so far.</param>
    public static SummaryReport Run(
        IReadOnlyList<string> files,
        HuntOptions options,
        int most,
        Action<ArchiveLine> onLine,
        HuntProgress? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(onLine);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        SigmaRule[] rules = [FieldRule.Has("any event", ["eventName", "eventTime", "eventID"])];
        var index = new RuleIndex(rules, [.. CallFields.All.Select(field => new FieldPath(field))]);
        var (sightings, total) = (new Sightings(options), new ArchiveTally());
        var report = new ArchiveReader<RecordedCall>(options, FileNeeds.Of(rules, options), sightings, _ => { }).Read(
            files,
            () => new SummarySink(index, total, options, sightings, cancellation),
            progress,
            cancellation
        );
        foreach (var line in total.Lines(most))
        {
            onLine(line);
        }

        var (refused, keys) = total.Rows;
        return new SummaryReport(report)
        {
            EventsWithoutTime = total.EventsWithoutTime,
            MoreCalls = total.MoreCalls,
            RefusedNotShown = Math.Max(0, refused - most),
            AccessKeysNotShown = Math.Max(0, keys - most),
        };
    }
}
