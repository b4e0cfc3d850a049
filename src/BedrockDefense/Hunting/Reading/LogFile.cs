using System.Text;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Reads files of any supported form, one after the other. It recognises the form by the content and not by the file name.
/// </summary>
internal sealed class LogFile
{
    /// <summary>The name for standard input.</summary>
    public const string StandardInput = "-";

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        "",
        ".gz",
        ".json",
        ".jsonl",
        ".ndjson",
        ".log",
        ".csv",
        ".tsv",
    };

    /// <summary>
    /// The number of bytes that are examined to recognise a file that does not begin with an object. They contain the column names
    /// of a table.
    /// </summary>
    private const int DetectionBytes = 16 * 1024;

    private readonly RecordReader _reader;
    private readonly RecordScanner _scanner;

    /// <param name="sink">Receives the records.</param>
    public LogFile(IRecordSink sink)
    {
        _reader = new RecordReader(sink);
        _scanner = new RecordScanner(_reader);
    }

    /// <summary>Reads a file. It reports a problem as a fault and never throws.</summary>
    /// <param name="result">The file; receives the result.</param>
    /// <param name="maximumBytes">The maximum number of bytes to read, after decompression.</param>
    /// <param name="openSource">Opens paths that are not those of files; null when all are.</param>
    /// <param name="cancellation">Stops the reading early.</param>
    /// <returns>False when reading was cancelled.</returns>
    public bool Read(FileResult result, long maximumBytes, SourceOpener? openSource, CancellationToken cancellation)
    {
        _scanner.Begin();
        _reader.Begin(result);
        try
        {
            if ((openSource?.Invoke(result.File, cancellation) ?? OpenFile(result)) is not { } source)
            {
                return true;
            }

            using var stored = source.Content;
            (result.StoredBytes, result.Stamp) = (source.StoredBytes, source.Stamp);
            return Read(stored, result, maximumBytes, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            result.Fault($"cannot be read: {FileReason.Of(exception, result.File)}", _scanner.Position > 0 ? _scanner.Position : null);
            return true;
        }
        finally
        {
            result.InflatedBytes = Math.Max(result.InflatedBytes, _scanner.Position);
            result.IsSkipped |= result.OtherValues > 0 && result.Events == 0 && result.Faults.Count == 0;
        }
    }

    private static OpenedSource? OpenFile(FileResult result)
    {
        if (StoredFile.FaultOf(result.File) is { } problem)
        {
            result.Fault(problem, null);
            return null;
        }

        var content = StoredFile.Open(result.File);
        result.CanReadAgain = true;
        return new OpenedSource(content, content.CanSeek ? content.Length : 0);
    }

    private bool Read(Stream stored, FileResult result, long maximumBytes, CancellationToken cancellation)
    {
        var (head, plain) = Peek(stored);
        if (head is not [0x1F, 0x8B, ..])
        {
            return ReadContent(ToUtf8(head, plain), isGzip: false, result, maximumBytes, cancellation);
        }

        using var members = new GzipMembers(plain);
        try
        {
            (head, plain) = Peek(members);
            return ReadContent(ToUtf8(head, plain), isGzip: true, result, maximumBytes, cancellation);
        }
        catch (InvalidDataException exception)
        {
            AddDamageFault(result, exception);
            return true;
        }
    }

    private static (byte[] Head, Stream Whole) Peek(Stream stream)
    {
        var start = new byte[4];
        var head = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (!stream.CanSeek)
        {
            return (head, new HeadedStream(head, stream));
        }

        stream.Position = 0;
        return (head, stream);
    }

    // PowerShell writes the output of commands as UTF-16.
    private static Stream ToUtf8(byte[] head, Stream content) =>
        head switch
        {
            [0xFF, 0xFE, ..] => Encoding.CreateTranscodingStream(content, Encoding.Unicode, Encoding.UTF8),
            [0xFE, 0xFF, ..] => Encoding.CreateTranscodingStream(content, Encoding.BigEndianUnicode, Encoding.UTF8),
            _ => content,
        };

    private bool ReadContent(Stream content, bool isGzip, FileResult result, long maximumBytes, CancellationToken cancellation)
    {
        var isBegun = false;
        try
        {
            while (true)
            {
                if (cancellation.IsCancellationRequested)
                {
                    return false;
                }

                var free = _scanner.FreeSpace;
                var read = content.Read(free.Span);
                if (read == 0)
                {
                    break;
                }

                if (!isBegun && free.Span[..read].IndexOfAnyExcept(" \t\r\n\uFEFF"u8) is var first && first >= 0)
                {
                    isBegun = true;
                    if (free.Span[first] != '{')
                    {
                        // A form may be recognisable only after several reads, and a pipe may deliver one byte at a time.
                        read += ReadOn(content, free.Span[read..]);
                        if (free.Span[first] != '[' || EventTextList.BeginsWith(free.Span[first..read]))
                        {
                            return ReadText(free[..read], content, isGzip, result, maximumBytes, cancellation);
                        }
                    }
                }

                _scanner.Advance(read);
                if (_scanner.Position > maximumBytes)
                {
                    AddLengthFault(result, maximumBytes, _scanner.Position);
                    return true;
                }
            }
        }
        catch (InvalidDataException exception)
        {
            AddDamageFault(result, exception);
        }

        if (!isBegun && result.Faults.Count == 0)
        {
            result.Fault("the file is empty", 0);
        }
        else if (isBegun)
        {
            _scanner.Finish();
        }

        return true;
    }

    private static int ReadOn(Stream content, Span<byte> free)
    {
        var read = 0;
        try
        {
            while (read < Math.Min(DetectionBytes, free.Length) && content.Read(free[read..]) is > 0 and var more)
            {
                read += more;
            }
        }
        catch (InvalidDataException)
        {
            // The next read reports the exception again, after the bytes before it were examined.
        }

        return read;
    }

    private bool ReadText(
        ReadOnlyMemory<byte> head,
        Stream rest,
        bool isGzip,
        FileResult result,
        long maximumBytes,
        CancellationToken cancellation
    )
    {
        head = head.ToArray();
        if (EventTextList.BeginsWith(head.Span))
        {
            if (!EventTextList.Read(new HeadedStream(head, rest), _reader, result, maximumBytes, cancellation, out var position))
            {
                return false;
            }

            End(result, maximumBytes, position);
        }
        else if (TextFile.Open(head, rest, _reader) is { } text)
        {
            using (text)
            {
                if (!text.Read(result, maximumBytes, cancellation, out var position))
                {
                    return false;
                }

                End(result, maximumBytes, position);
            }
        }
        else if (UnsupportedForms.NameOf(head.Span) is { } packed)
        {
            result.Fault($"is {packed}; unpack it first", 0);
        }
        else if (isGzip || result.File == StandardInput || Extensions.Contains(Path.GetExtension(result.File)))
        {
            result.Fault(isGzip ? "holds no JSON" : "is neither gzip nor JSON", 0);
        }
        else
        {
            (result.IsSkipped, result.IsUnknown) = (true, true);
        }

        return true;
    }

    private void AddDamageFault(FileResult result, InvalidDataException exception) =>
        result.Fault($"the gzip data is damaged: {exception.Message}", _scanner.Position);

    private static void End(FileResult result, long maximumBytes, long position)
    {
        result.InflatedBytes = position;
        if (position > maximumBytes)
        {
            AddLengthFault(result, maximumBytes, position);
        }
    }

    private static void AddLengthFault(FileResult result, long maximumBytes, long position) =>
        result.Fault(
            FormattableString.Invariant($"inflates to more than {maximumBytes} bytes; the rest is left out (--max-file-size)"),
            position
        );
}
