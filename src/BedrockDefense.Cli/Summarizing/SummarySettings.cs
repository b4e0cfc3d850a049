using System.ComponentModel;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Input;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Summarizing;

/// <summary>The arguments of <c>summary</c>.</summary>
internal sealed class SummarySettings : ArchiveSettings
{
    private const int DefaultTop = 20;

    [CommandArgument(0, "<PATHS>")]
    [Description("Files, folders, patterns, s3://BUCKET/FOLDER or -, as of hunt.")]
    public string[] Paths
    {
        get;
        init => field = InputFile.Unhide(value);
    } = [];

    [CommandOption("--top <COUNT>")]
    [Description("How many refused calls and how many access keys are shown.")]
    [DefaultValue(DefaultTop)]
    public int Top { get; init; } = DefaultTop;

    /// <summary>Reads and checks the options.</summary>
    /// <exception cref="InvalidInputException">An option cannot be used. Every fault is listed.</exception>
    public ArchiveArguments ReadArchive()
    {
        InputFile.RequireOnce(Paths);
        var faults = new List<Fault>();
        if (Top < 1)
        {
            faults.Add(new Fault(FormattableString.Invariant($"--top {Top}: write a number, 1 or more")));
        }

        if (Raw)
        {
            faults.Add(new Fault("--raw: a summary shows no records; search does"));
        }

        var archive = ArchiveArguments.Read(this, Paths, faults);
        return faults.Count == 0 ? archive : throw new InvalidInputException(faults);
    }
}
