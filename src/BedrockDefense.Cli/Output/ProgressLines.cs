using System.Globalization;

namespace BedrockDefense.Cli.Output;

/// <summary>
/// Writes how far some work is into a log, where no bar can be drawn. It writes at most a line a minute, so that short work writes none.
/// </summary>
/// <param name="title">What is done.</param>
/// <param name="write">Writes a line.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressLines(string title, Action<string> write, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly long _start = time.GetTimestamp();
    private readonly Lock _writing = new();
    private TimeSpan _next = Interval;

    /// <summary>Tells how many of how many steps are done. Threads may tell it at the same time, and in any order.</summary>
    public void Show(int done, int all)
    {
        lock (_writing)
        {
            var elapsed = time.GetElapsedTime(_start);
            if (elapsed < _next || done <= 0 || done >= all)
            {
                return;
            }

            _next = elapsed + Interval;
            var left = Duration.Describe(elapsed * ((double)(all - done) / done));
            write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{title}: {100L * done / all} % after {Duration.Describe(elapsed)}, about {left} left."
                )
            );
        }
    }
}
