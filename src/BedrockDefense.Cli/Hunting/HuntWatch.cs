using System.Diagnostics;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>
/// Shows on standard error how far a hunt has come, how fast it is and how long it will take. It does so only on a terminal.
/// </summary>
internal sealed class HuntWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly LogSources _sources;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Timer _timer;
    private long _total;
    private int _longest;

    private HuntWatch(LogSources sources)
    {
        _sources = sources;
        _timer = new Timer(_ => Show(), null, Interval, Interval);
    }

    public HuntProgress Progress { get; } = new();

    /// <summary>Starts to show the progress. Returns null if standard error is not a terminal.</summary>
    public static HuntWatch? Start(LogSources sources) => Console.IsErrorRedirected ? null : new HuntWatch(sources);

    public void Dispose()
    {
        using (var stopped = new ManualResetEvent(false))
        {
            _timer.Dispose(stopped);
            stopped.WaitOne();
        }

        if (_longest > 0)
        {
            Console.Error.Write($"\r{new string(' ', _longest)}\r");
        }
    }

    private void Show()
    {
        if (Progress.ToRead is not { } files)
        {
            return;
        }

        // The sizes are read only now, because most hunts end before this.
        if (_total == 0)
        {
            _total = files.Sum(_sources.StoredBytes);
        }

        var line = Progress.Describe(files.Count, _total, Stopwatch.GetElapsedTime(_start));
        Console.Error.Write($"\r{line.PadRight(_longest)}");
        _longest = Math.Max(_longest, line.Length);
    }
}
