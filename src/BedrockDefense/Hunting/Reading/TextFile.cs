using System.Globalization;
using System.Text;
using System.Text.Json;
using BedrockDefense.Hunting.Scanning;
using CsvHelper;
using CsvHelper.Configuration;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Reads files that are not JSON as a whole. These are tables with commas, tabs or semicolons (RFC 4180), as Athena and CloudTrail
/// Lake write results, and lines with JSON after a time or other words, as CloudWatch Logs exports them.
/// </summary>
internal sealed class TextFile : IDisposable
{
    private static readonly string[] Delimiters = [",", "\t", ";"];

    // A line or a cell longer than a record cannot be one.
    private const int MaximumCellLength = RecordScanner.MaximumRecordLength;

    // The beginning of gzip data in base64, such as the data of a CloudWatch Logs subscription.
    private const string GzipPrefix = "H4sI";

    private readonly RecordReader _reader;
    private readonly StreamReader _text;
    private readonly string? _delimiter;

    private TextFile(RecordReader reader, StreamReader text, string? delimiter) => (_reader, _text, _delimiter) = (reader, text, delimiter);

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    /// <summary>Opens a text file, or returns null when nothing suggests that it contains CloudTrail events.</summary>
    /// <param name="head">The first bytes of the file.</param>
    /// <param name="rest">The rest of the file.</param>
    /// <param name="reader">Receives the values of the file.</param>
    public static TextFile? Open(ReadOnlyMemory<byte> head, Stream rest, RecordReader reader)
    {
        var start = Encoding.UTF8.GetString(head.Span).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        var end = start.AsSpan().IndexOfAny('\r', '\n');
        var header = end < 0 ? start : start[..end];
        var delimiter = Array.Find(Delimiters, one => TableRow.AreColumns([.. header.Split(one).Select(name => name.Trim().Trim('"'))]));
        if (
            delimiter is null
            && !start.Contains("eventName", StringComparison.OrdinalIgnoreCase)
            && !start.StartsWith(GzipPrefix, StringComparison.Ordinal)
        )
        {
            return null;
        }

        return new TextFile(reader, new StreamReader(new HeadedStream(head, rest), Encoding.UTF8), delimiter);
    }

    /// <summary>Reads the file to its end and reports problems as faults.</summary>
    /// <returns>False when reading was cancelled.</returns>
    public bool Read(FileResult result, long maximumBytes, CancellationToken cancellation, out long position) =>
        _delimiter is null
            ? ReadLines(result, maximumBytes, cancellation, out position)
            : ReadTable(result, maximumBytes, cancellation, out position);

    private bool ReadTable(FileResult result, long maximumBytes, CancellationToken cancellation, out long position)
    {
        using var parser = new CsvParser(
            _text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = _delimiter!,
                CountBytes = true,
                Encoding = Encoding.UTF8,
                MaxFieldSize = MaximumCellLength,
                BadDataFound = null,
            }
        );
        string[]? columns = null;
        position = 0;
        try
        {
            while (parser.Read())
            {
                if (cancellation.IsCancellationRequested)
                {
                    return false;
                }

                var cells = parser.Record!;
                if (columns is null)
                {
                    RequireColumns(columns = cells, result);
                }
                else if (cells.Length != columns.Length)
                {
                    AddUnknownValue(
                        result,
                        FormattableString.Invariant($"the line has {cells.Length} cells and not {columns.Length}, as the first has"),
                        position
                    );
                }
                else if (!cells.SequenceEqual(columns))
                {
                    _reader.Row(TableRow.Of(columns, cells), position);
                }

                position = parser.ByteCount;
                if (position > maximumBytes)
                {
                    break;
                }
            }
        }
        catch (CsvHelperException exception)
        {
            result.Fault($"the table is damaged: {exception.Message.Split('\n')[0].TrimEnd()}", position);
        }

        return true;
    }

    private static void RequireColumns(string[] columns, FileResult result)
    {
        if (TableRow.MissingColumns(columns) is { Count: > 0 } missing)
        {
            result.Fault(
                $"the table has no column {string.Join(", ", missing)}; what rules say of "
                    + $"{(missing.Count == 1 ? "it" : "them")} could not be looked at",
                0
            );
        }
    }

    private bool ReadLines(FileResult result, long maximumBytes, CancellationToken cancellation, out long position)
    {
        position = 0;
        while (_text.ReadLine() is { } line)
        {
            if (cancellation.IsCancellationRequested)
            {
                return false;
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                ReadLine(line, position, result);
            }

            position += Encoding.UTF8.GetByteCount(line) + 1;
            if (position > maximumBytes)
            {
                break;
            }
        }

        return true;
    }

    private void ReadLine(string line, long position, FileResult result)
    {
        try
        {
            if (line.StartsWith(GzipPrefix, StringComparison.Ordinal))
            {
                _reader.Value(JsonSerializer.SerializeToElement(line, HuntJson.Default.String), position);
                return;
            }

            if (line.TrimStart().StartsWith('"'))
            {
                using var document = JsonDocument.Parse(line);
                _reader.Value(document.RootElement, position);
                return;
            }

            if (line.IndexOf('{', StringComparison.Ordinal) is >= 0 and var brace)
            {
                ReadObjects(Encoding.UTF8.GetBytes(line[brace..]), position);
                return;
            }
        }
        catch (JsonException)
        {
            // The fault is reported below: the line is not JSON.
        }

        AddUnknownValue(result, $"the line holds no JSON: {VisibleText.Quote(line, VisibleText.Excerpt)}", position);
    }

    // Other words may stand between and after objects, as in the text output of the AWS CLI.
    private void ReadObjects(ReadOnlySpan<byte> json, long position)
    {
        while (json.IndexOf((byte)'{') is >= 0 and var at)
        {
            var reader = new Utf8JsonReader(json[at..], new JsonReaderOptions { AllowMultipleValues = true });
            _ = reader.Read();
            using var document = JsonDocument.ParseValue(ref reader);
            _reader.Value(document.RootElement, position);
            json = json[(at + (int)reader.BytesConsumed)..];
        }
    }

    private static void AddUnknownValue(FileResult result, string what, long position)
    {
        result.UnknownValues++;
        result.Fault($"not understood: {what}", position);
    }
}
