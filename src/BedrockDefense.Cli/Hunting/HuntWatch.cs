using System.Diagnostics;
using System.Globalization;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Shows on standard error how far a hunt has come, how fast it goes and how long it will take; only where a person watches.</summary>
internal sealed class HuntWatch : IDisposable
{
    private const int BarWidth = 24;
    private const double Mega = 1e6;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly IReadOnlyList<string> _files;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Timer _timer;
    private long _total;
    private int _longest;

    private HuntWatch(IReadOnlyList<string> files)
    {
        _files = files;
        _timer = new Timer(_ => Show(), null, Interval, Interval);
    }

    public HuntProgress Progress { get; } = new();

    /// <summary>Begins to watch; null where nobody does.</summary>
    public static HuntWatch? Start(IReadOnlyList<string> files) => Console.IsErrorRedirected ? null : new HuntWatch(files);

    public void Dispose()
    {
        using (var stopped = new ManualResetEvent(false))
        {
            _timer.Dispose(stopped);
            stopped.WaitOne();
        }

        if (_longest > 0)
            Console.Error.Write($"\r{new string(' ', _longest)}\r");
    }

    /// <summary>What is shown after so much time.</summary>
    internal static string Line(HuntProgress progress, int files, long total, TimeSpan passed)
    {
        var share = total == 0 ? 0 : Math.Min(1, (double)progress.Stored / total);
        var left = share == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {TimeSpan.FromSeconds(Math.Ceiling(passed.TotalSeconds / share * (1 - share))):h\\:mm\\:ss} left");
        var bar = new string('#', (int)(share * BarWidth)).PadRight(BarWidth, '.');
        return string.Create(CultureInfo.InvariantCulture, $"[{bar}] {share * 100:F0} %, {progress.Files} of {files} files, {progress.Inflated / Mega / passed.TotalSeconds:F0} MB/s{left}");
    }

    private void Show()
    {
        // Asked only now: most hunts are over before.
        if (_total == 0)
            _total = _files.Sum(file => new FileInfo(file) is { Exists: true } info ? info.Length : 0);
        var line = Line(Progress, _files.Count, _total, Stopwatch.GetElapsedTime(_start));
        Console.Error.Write($"\r{line.PadRight(_longest)}");
        _longest = Math.Max(_longest, line.Length);
    }
}
