using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Creates the writers of findings.</summary>
internal static class FindingWriter
{
    /// <summary>Creates the writer of one of <see cref="AnswerFormat.All"/>.</summary>
    /// <param name="format">The format; null for the default.</param>
    /// <param name="isRaw">Whether to write the records themselves.</param>
    /// <param name="geo">Tells where addresses are; null when they are not shown.</param>
    public static AnswerWriter<Finding> Create(string? format, bool isRaw, GeoFiles? geo)
    {
        var output = new BufferedOutput(Console.Out);
        return format switch
        {
            null when isRaw => new RecordWriter<Finding>(
                output,
                finding => (finding.File, finding.Offset, finding.Event.EventId),
                finding => finding.Record
            ),
            AnswerFormat.JsonLines => new JsonLinesFindingWriter(output, geo),
            AnswerFormat.Csv => new CsvFindingWriter(output, geo),
            _ => new TextFindingWriter(output, geo),
        };
    }
}
