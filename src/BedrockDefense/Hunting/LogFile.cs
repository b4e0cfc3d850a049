using System.IO.Compression;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting;

/// <summary>Reads a file of whatever form into a scanner: gzip is told by its first bytes, not by the file's name.</summary>
internal static class LogFile
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { "", ".gz", ".json", ".jsonl", ".ndjson", ".log" };

    /// <summary>Reads a file; what is wrong with it is a fault, never an exception.</summary>
    /// <returns>False when it was cancelled.</returns>
    public static bool Read(RecordScanner scanner, FileResult result, long maximumBytes, CancellationToken cancellation)
    {
        scanner.Begin();
        try
        {
            using var file = new FileStream(result.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            Span<byte> magic = stackalloc byte[2];
            var isGzip = file.CanSeek && RandomAccess.Read(file.SafeFileHandle, magic, 0) == magic.Length && magic is [0x1F, 0x8B];
            result.Stored = file.CanSeek ? file.Length : 0;
            using var inflated = isGzip ? new GZipStream(file, CompressionMode.Decompress) : null;
            return Read(scanner, inflated ?? (Stream)file, isGzip, result, maximumBytes, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            result.Fault($"cannot be read: {exception.Message}", scanner.Position > 0 ? scanner.Position : null);
            return true;
        }
        finally
        {
            result.Inflated = scanner.Position;
        }
    }

    private static bool Read(RecordScanner scanner, Stream content, bool isGzip, FileResult result, long maximumBytes, CancellationToken cancellation)
    {
        var isBegun = false;
        while (true)
        {
            if (cancellation.IsCancellationRequested)
                return false;
            var free = scanner.Free;
            int read;
            try
            {
                read = content.Read(free.Span);
            }
            catch (InvalidDataException exception)
            {
                result.Fault($"the gzip data is damaged or ends too early: {exception.Message}", scanner.Position);
                break;
            }

            if (read == 0)
                break;
            if (!isBegun && free.Span[..read].IndexOfAnyExcept(" \t\r\n\uFEFF"u8) is var first && first >= 0)
            {
                isBegun = true;
                if (free.Span[first] is not ((byte)'{' or (byte)'['))
                {
                    NoLog(result, isGzip);
                    return true;
                }
            }

            scanner.Advance(read);
            if (scanner.Position > maximumBytes)
            {
                result.Fault(FormattableString.Invariant($"inflates to more than {maximumBytes} bytes; the rest is left out (--max-file-size)"), scanner.Position);
                return true;
            }
        }

        if (!isBegun && result.Faults.Count == 0)
            result.Fault("the file is empty", 0);
        else if (isBegun)
            scanner.Finish();
        return true;
    }

    /// <summary>Something else among the logs is no matter; a log that is no log is.</summary>
    private static void NoLog(FileResult result, bool isGzip)
    {
        if (isGzip || Extensions.Contains(Path.GetExtension(result.File)))
            result.Fault(isGzip ? "holds no JSON" : "is neither gzip nor JSON", 0);
        else
            result.IsSkipped = true;
    }
}
