using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting.Searching;

namespace BedrockDefense.Cli.Searching;

/// <summary>Creates the writers of events that a search found.</summary>
internal static class FoundEventWriter
{
    /// <summary>Creates the writer of one of <see cref="AnswerFormat.All"/>.</summary>
    /// <param name="format">The format; null for the default.</param>
    /// <param name="isRaw">Whether to write the records themselves.</param>
    public static AnswerWriter<FoundEvent> Create(string? format, bool isRaw)
    {
        var output = new BufferedOutput(Console.Out);
        return format switch
        {
            null when isRaw => new RecordWriter<FoundEvent>(output, one => (one.File, one.Offset, one.Event.EventId), one => one.Record),
            AnswerFormat.JsonLines => new JsonLinesFoundEventWriter(output),
            AnswerFormat.Csv => new CsvFoundEventWriter(output),
            _ => new TextFoundEventWriter(output),
        };
    }
}
