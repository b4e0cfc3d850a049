namespace BedrockDefense.Hunting.Postponing;

/// <summary>A file with records that were not parsed, since no window was known in which their events could matter.</summary>
/// <param name="File">The path.</param>
/// <param name="Stamp">The state of the file.</param>
/// <param name="Number">The number of the file in the first reading.</param>
/// <param name="Known">What was known of open windows when the reading of the file began.</param>
/// <param name="From">The position in the file from which records were postponed.</param>
/// <param name="Spans">The groups of the postponed events, each with the time of its first and last event.</param>
internal sealed record PostponedFile(string File, string Stamp, int Number, int Known, long From, PostponedSpan[] Spans);

/// <summary>The postponed events of one group in one file.</summary>
/// <param name="First">The first event.</param>
/// <param name="Last">The time of the last event, in ticks.</param>
internal readonly record struct PostponedSpan(StepEvent First, long Last)
{
    /// <summary>Adds an event of the group.</summary>
    public PostponedSpan With(long time) => new(First with { Time = Math.Min(First.Time, time) }, Math.Max(Last, time));
}
