using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting.Investigating;

namespace BedrockDefense.Cli.Investigating;

/// <summary>Creates the writers of the links of chains.</summary>
internal static class ChainLinkWriter
{
    /// <summary>Creates the writer of one of <see cref="AnswerFormat.All"/>.</summary>
    /// <param name="format">The format; null for the default.</param>
    /// <param name="isRaw">Whether to write the records themselves.</param>
    public static AnswerWriter<ChainLink> Create(string? format, bool isRaw)
    {
        var output = new BufferedOutput(Console.Out);
        return format switch
        {
            null when isRaw => new RecordWriter<ChainLink>(
                output,
                one => (one.Event?.File ?? "", one.Event?.Offset ?? 0, one.Event?.Event.EventId),
                one => one.Event?.Record
            ),
            AnswerFormat.JsonLines => new JsonLinesChainLinkWriter(output),
            AnswerFormat.Csv => new CsvChainLinkWriter(output),
            _ => new TextChainLinkWriter(output),
        };
    }
}
