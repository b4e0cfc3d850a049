using System.Globalization;

namespace BedrockDefense.Hunting;

/// <summary>How far a hunt has come; may be read while it runs.</summary>
public sealed class HuntProgress
{
    private long _stored;
    private long _inflated;
    private int _files;

    /// <summary>Bytes of the files that are done, as stored.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Bytes after inflating.</summary>
    public long Inflated => Interlocked.Read(ref _inflated);

    /// <summary>Files that are done.</summary>
    public int Files => Volatile.Read(ref _files);

    /// <summary>A bar, the share, the rate and the time left, on one line.</summary>
    /// <param name="files">How many files there are.</param>
    /// <param name="total">How many bytes they have, as stored.</param>
    /// <param name="passed">How long it has taken so far.</param>
    public string Describe(int files, long total, TimeSpan passed)
    {
        const int width = 24;
        const double mega = 1e6;
        var share = total == 0 ? 0 : Math.Min(1, (double)Stored / total);
        var left =
            share == 0
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $", {TimeSpan.FromSeconds(Math.Ceiling(passed.TotalSeconds / share * (1 - share))):h\\:mm\\:ss} left"
                );
        var bar = new string('#', (int)(share * width)).PadRight(width, '.');
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{bar}] {Math.Floor(share * 100)} %, {Files} of {files} files, {Inflated / mega / passed.TotalSeconds:F0} MB/s{left}"
        );
    }

    internal void Add(long stored, long inflated)
    {
        Interlocked.Add(ref _stored, stored);
        Interlocked.Add(ref _inflated, inflated);
        Interlocked.Increment(ref _files);
    }
}
