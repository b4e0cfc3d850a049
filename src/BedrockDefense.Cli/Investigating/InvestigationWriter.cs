using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting.Investigating;

namespace BedrockDefense.Cli.Investigating;

/// <summary>Creates the writers of the answers of investigations.</summary>
internal static class InvestigationWriter
{
    /// <summary>Creates the writer of one of <see cref="AnswerFormat.All"/>.</summary>
    /// <param name="format">The format; null for the default.</param>
    /// <param name="isRaw">Whether to write the records themselves.</param>
    public static AnswerWriter<InvestigationLine> Create(string? format, bool isRaw)
    {
        var output = new BufferedOutput(Console.Out);
        return format switch
        {
            null when isRaw => new RecordWriter<InvestigationLine>(output, PlaceOf, RecordOf),
            AnswerFormat.JsonLines => new JsonLinesInvestigationWriter(output),
            AnswerFormat.Csv => new CsvInvestigationWriter(output),
            _ => new TextInvestigationWriter(output),
        };
    }

    private static (string File, long Offset, string? Id) PlaceOf(InvestigationLine line) =>
        line switch
        {
            ChainLink { Event: { } found } => (found.File, found.Offset, found.Event.EventId),
            TimelineLine { Entry.Call: var call } => (call.File, call.Offset, call.Event.EventId),
            _ => ("", 0, null),
        };

    private static string? RecordOf(InvestigationLine line) =>
        line switch
        {
            ChainLink { Event: { } found } => found.Record,
            TimelineLine { Entry.Call: var call } => call.Record,
            _ => null,
        };
}
