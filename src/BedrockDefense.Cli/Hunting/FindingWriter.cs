using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Writes findings to standard output as soon as they are found.</summary>
internal abstract class FindingWriter(TextWriter output) : IDisposable
{
    public static readonly string[] Formats = ["table", "jsonl", "csv"];

    protected TextWriter Output { get; } = output;

    /// <summary>Creates the writer of one of <see cref="Formats"/>; the first is the default.</summary>
    /// <param name="format">The format; null for the default.</param>
    /// <param name="isRaw">Whether to write the records themselves.</param>
    public static FindingWriter Create(string? format, bool isRaw)
    {
        var output = new BufferedOutput(Console.Out);
        return format switch
        {
            null when isRaw => new RecordWriter(output),
            "jsonl" => new JsonLinesFindingWriter(output),
            "csv" => new CsvFindingWriter(output),
            _ => new TextFindingWriter(output),
        };
    }

    public abstract void Write(Finding finding);

    /// <summary>Writes the result of the hunt, if the format has a place for it.</summary>
    public virtual void Finish(HuntReport report) => Output.Flush();

    public void Dispose() => Output.Dispose();
}
