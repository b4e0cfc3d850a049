using Spectre.Console;

namespace BedrockDefense.Cli.Output;

/// <summary>
/// How wide the terminals are that the outputs of the command go to; null where an output goes elsewhere. Tests put in their own.
/// </summary>
internal static class Terminal
{
    /// <summary>Of standard output.</summary>
    public static Func<int?> WidthOfAnswers { get; set; } =
        () => Console.IsOutputRedirected ? null : new AnsiConsoleOutput(Console.Out).Width;

    /// <summary>Of standard error.</summary>
    public static Func<int?> WidthOfRemarks { get; set; } =
        () => Console.IsErrorRedirected ? null : new AnsiConsoleOutput(Console.Error).Width;
}
