using System.Globalization;

namespace BedrockDefense.Hunting;

/// <summary>The progress of a hunt. Other threads may read it while the hunt runs.</summary>
public sealed class HuntProgress
{
    private long _stored;
    private long _inflated;
    private int _files;

    /// <summary>The files that are read; null before the hunt has started. Each reading of an archive has a list of its own.</summary>
    public IReadOnlyList<string>? ToRead { get; private set; }

    /// <summary>The number of bytes, as stored, of the files that are done.</summary>
    public long StoredBytes => Interlocked.Read(ref _stored);

    /// <summary>The number of bytes after decompression.</summary>
    public long InflatedBytes => Interlocked.Read(ref _inflated);

    /// <summary>The number of files that are done.</summary>
    public int Files => Volatile.Read(ref _files);

    /// <summary>Returns a bar, the percentage, the rate and the remaining time on one line.</summary>
    /// <param name="files">The total number of files.</param>
    /// <param name="total">The total number of bytes of the files, as stored.</param>
    /// <param name="passed">The time since the hunt started.</param>
    public string Describe(int files, long total, TimeSpan passed)
    {
        const int width = 24;
        const double mega = 1e6;
        var share = total == 0 ? 0 : Math.Min(1, (double)StoredBytes / total);
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
            $"[{bar}] {Math.Floor(share * 100)} %, {Files} of {files} files, {InflatedBytes / mega / passed.TotalSeconds:F0} MB/s{left}"
        );
    }

    internal void Begin(IReadOnlyList<string> files)
    {
        Interlocked.Exchange(ref _stored, 0);
        Interlocked.Exchange(ref _inflated, 0);
        Volatile.Write(ref _files, 0);
        ToRead = files;
    }

    internal void Add(long stored, long inflated)
    {
        Interlocked.Add(ref _stored, stored);
        Interlocked.Add(ref _inflated, inflated);
        Interlocked.Increment(ref _files);
    }
}
