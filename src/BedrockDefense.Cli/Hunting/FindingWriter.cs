using BedrockDefense.Cli.Hunting.Ocsf;
using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Creates the writers of findings.</summary>
internal static class FindingWriter
{
    /// <summary>Creates the writer of one of <see cref="AnswerFormat.All"/>, or of <see cref="AnswerFormat.Ocsf"/>.</summary>
    /// <param name="format">The format; null for the default.</param>
    /// <param name="isRaw">Whether to write the records themselves.</param>
    /// <param name="geo">Tells where addresses are; null when they are not shown.</param>
    /// <param name="rules">The rules that are looked for.</param>
    public static AnswerWriter<Finding> Create(string? format, bool isRaw, GeoFiles? geo, HuntRules rules)
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
            AnswerFormat.Ocsf => new OcsfFindingWriter(output, rules),
            _ => new TextFindingWriter(output, geo),
        };
    }
}
