using System.ComponentModel;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Input;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Searching;

/// <summary>The arguments of <c>search</c>.</summary>
internal sealed class SearchSettings : ArchiveSettings
{
    [CommandArgument(0, "<PATHS-AND-CONDITIONS>")]
    [Description(
        "First files, folders or patterns, as of hunt. Then conditions, all of which must hold: FIELD=VALUE, with the fields, modifiers "
            + "and wildcards of Sigma, or a text, which may stand anywhere in the event. From the first argument that is no path on, all "
            + "are conditions."
    )]
    public string[] PathsAndConditions
    {
        get;
        init => field = InputFile.Unhide(value);
    } = [];
}
