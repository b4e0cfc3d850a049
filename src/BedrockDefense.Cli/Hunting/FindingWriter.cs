using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Writes findings to standard output as they come.</summary>
internal abstract class FindingWriter(TextWriter output) : IDisposable
{
    public static readonly string[] Formats = ["table", "jsonl", "csv"];

    protected TextWriter Output { get; } = output;

    /// <summary>A writer of one of <see cref="Formats"/>, the first unless one is named.</summary>
    /// <param name="format">The form.</param>
    /// <param name="isRaw">Whether the records themselves are wanted.</param>
    public static FindingWriter Create(string? format, bool isRaw)
    {
        var output = Console.Out;
        return format switch
        {
            null when isRaw => new RecordWriter(output),
            "jsonl" => new JsonLinesFindingWriter(output),
            "csv" => new CsvFindingWriter(output),
            _ => new TextFindingWriter(output),
        };
    }

    public abstract void Write(Finding finding);

    /// <summary>Says what the hunt came to, where the form has a place for it.</summary>
    public virtual void Finish(HuntReport report) => Output.Flush();

    public void Dispose() => Output.Flush();
}
