using System.Diagnostics;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>
/// Shows on standard error how far a hunt has come, how fast it is and how long it will take. It does so only on a terminal.
/// </summary>
internal sealed class HuntWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Func<string, long> _storedBytes;
    private long _start = Stopwatch.GetTimestamp();
    private IReadOnlyList<string>? _files;
    private readonly Timer _timer;
    private long _total;
    private int _longest;

    private HuntWatch(Func<string, long> storedBytes)
    {
        _storedBytes = storedBytes;
        _timer = new Timer(_ => Show(), null, Interval, Interval);
    }

    public HuntProgress Progress { get; } = new();

    /// <summary>Starts to show the progress. Returns null if standard error is not a terminal.</summary>
    /// <param name="storedBytes">Returns the number of bytes of a file as stored; 0 when it is not known.</param>
    public static HuntWatch? Start(Func<string, long> storedBytes) => Console.IsErrorRedirected ? null : new HuntWatch(storedBytes);

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
        if (_files != files)
        {
            // Each reading counts from its own start.
            (_start, _total) = (_files is null ? _start : Stopwatch.GetTimestamp(), files.Sum(_storedBytes));
            _files = files;
        }

        var line = Progress.Describe(files.Count, _total, Stopwatch.GetElapsedTime(_start));
        Console.Error.Write($"\r{line.PadRight(_longest)}");
        _longest = Math.Max(_longest, line.Length);
    }
}
