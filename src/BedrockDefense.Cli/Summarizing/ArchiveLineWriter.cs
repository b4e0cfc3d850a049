using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting.Summarizing;

namespace BedrockDefense.Cli.Summarizing;

/// <summary>Creates the writers of summaries of archives.</summary>
internal static class ArchiveLineWriter
{
    public const string Overview = "overview";
    public const string Logging = "logging";
    public const string Refused = "refused";
    public const string AccessKey = "access-key";

    /// <summary>Creates the writer of one of <see cref="AnswerFormat.All"/>; null for the default.</summary>
    public static AnswerWriter<ArchiveLine> Create(string? format)
    {
        var output = new BufferedOutput(Console.Out);
        return format switch
        {
            AnswerFormat.JsonLines => new JsonLinesArchiveLineWriter(output),
            AnswerFormat.Csv => new CsvArchiveLineWriter(output),
            _ => new TextArchiveLineWriter(output),
        };
    }
}
