using System.Collections.Concurrent;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>
/// The times of the first and last event of files, as a first reading saw them. Files without an event of a period need not be read for
/// it. All threads share this object.
/// </summary>
internal sealed class FileSpans
{
    private readonly ConcurrentDictionary<string, (long First, long Last)> _spans = new(StringComparer.Ordinal);

    /// <summary>Adds a file of which the time of every event is known.</summary>
    /// <param name="file">The path of the file.</param>
    /// <param name="first">The earliest time, in ticks (UTC); <see cref="long.MaxValue"/> without events.</param>
    /// <param name="last">The latest time, in ticks (UTC); <see cref="long.MinValue"/> without events.</param>
    public void Add(string file, long first, long last) => _spans[file] = (first, last);

    /// <summary>Returns those of the files that can hold an event of a period, in their order.</summary>
    /// <param name="files">The files.</param>
    /// <param name="period">The period; null on a side without a limit.</param>
    public IReadOnlyList<string> Among(IReadOnlyList<string> files, (DateTimeOffset? Since, DateTimeOffset? Until) period) =>
        [
            .. files.Where(file =>
                !_spans.TryGetValue(file, out var span)
                || (!(span.Last < period.Since?.UtcTicks) && !(span.First > period.Until?.UtcTicks) && span.First <= span.Last)
            ),
        ];
}
