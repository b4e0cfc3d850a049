using System.Collections.Concurrent;
using BedrockDefense.Catalog;
using BedrockDefense.Hunting.Correlating;

namespace BedrockDefense.Hunting.Postponing;

/// <summary>
/// The windows that events of first steps opened, as far as they are known. All threads share this object. What a thread could know
/// at some point of the reading can be asked for again later, with the same answer.
/// </summary>
internal sealed class OpenWindows(IReadOnlyList<Hunt> hunts)
{
    /// <summary>With more windows of one hunt than this, it counts as open all the time: this class would take too much memory.</summary>
    public const int MaximumOfHunt = 5_000;

    private readonly Lock _lock = new();
    private readonly long[] _timespans = [.. hunts.Select(hunt => OrderedSteps.Of(hunt).Timespan)];
    private readonly int[] _counts = new int[hunts.Count];
    private readonly int[] _fullSince = [.. hunts.Select(_ => int.MaxValue)];

    // Each list is sorted by time and never changed, but replaced.
    private readonly ConcurrentDictionary<(int Hunt, ulong Group), Opening[]> _openings = new();
    private int _known;

    /// <summary>The number of things known so far.</summary>
    public int Known => Volatile.Read(ref _known);

    /// <summary>Adds the window that an event of a first step opens.</summary>
    /// <param name="one">The event.</param>
    /// <param name="file">The number of the file with the event.</param>
    /// <param name="offset">The position of the event in the file.</param>
    public void Add(StepEvent one, int file, long offset)
    {
        lock (_lock)
        {
            if (++_counts[one.Hunt] > MaximumOfHunt)
            {
                if (_fullSince[one.Hunt] == int.MaxValue)
                {
                    _fullSince[one.Hunt] = _known;
                    Volatile.Write(ref _known, _known + 1);
                }

                return;
            }

            var key = (one.Hunt, one.Group);
            var before = _openings.GetValueOrDefault(key, []);
            var place = FirstAfter(before, one.Time);
            _openings[key] = [.. before[..place], new Opening(one.Time, _known, file, offset), .. before[place..]];

            // Whoever knows the new number finds the window.
            Volatile.Write(ref _known, _known + 1);
        }
    }

    /// <summary>Returns whether the thread that read a record knew a window that is open at the time of the event.</summary>
    /// <param name="one">The event of the record.</param>
    /// <param name="known">What was known when the thread began the file.</param>
    /// <param name="file">The number of the file. Windows that opened in it before the record are known too.</param>
    /// <param name="offset">The position of the record in the file.</param>
    public bool WasOpen(StepEvent one, int known, int file, long offset)
    {
        if (Volatile.Read(ref _fullSince[one.Hunt]) < known)
        {
            return true;
        }

        if (!_openings.TryGetValue((one.Hunt, one.Group), out var openings))
        {
            return false;
        }

        for (var at = FirstAfter(openings, one.Time) - 1; at >= 0 && IsWithin(openings[at], one); at--)
        {
            if (openings[at].Number < known || (openings[at].Offset < offset && openings[at].File == file))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether a window is open at the time of the event, now that all are known.</summary>
    public bool IsOpen(StepEvent one) =>
        _counts[one.Hunt] > MaximumOfHunt
        || (
            _openings.TryGetValue((one.Hunt, one.Group), out var openings)
            && FirstAfter(openings, one.Time) - 1 is >= 0 and var last
            && IsWithin(openings[last], one)
        );

    /// <summary>Returns whether a window is open at some time of a span.</summary>
    /// <param name="first">The first event of the span.</param>
    /// <param name="last">The time of its last event, in ticks.</param>
    public bool IsOpenWithin(StepEvent first, long last) =>
        _counts[first.Hunt] > MaximumOfHunt
        || (
            _openings.TryGetValue((first.Hunt, first.Group), out var openings)
            && FirstAfter(openings, last) - 1 is >= 0 and var latest
            && IsWithin(openings[latest], first)
        );

    private bool IsWithin(Opening opening, StepEvent one) => one.Time - opening.Time <= _timespans[one.Hunt];

    // The number of openings until this time.
    private static int FirstAfter(Opening[] openings, long time)
    {
        var (low, high) = (0, openings.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = openings[middle].Time <= time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The opening of a window.</summary>
    /// <param name="Time">The time in ticks.</param>
    /// <param name="Number">The number of things that were known before.</param>
    /// <param name="File">The number of the file with the event that opened it.</param>
    /// <param name="Offset">The position of the event in the file.</param>
    private readonly record struct Opening(long Time, int Number, int File, long Offset);
}
