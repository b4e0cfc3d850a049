using Spectre.Console;

namespace BedrockDefense.Cli.Output;

/// <summary>
/// The widths of the terminals that the command writes to; null for an output that is not a terminal. Tests replace them.
/// </summary>
internal static class Terminal
{
    /// <summary>Returns the width of standard output.</summary>
    public static Func<int?> WidthOfAnswers { get; set; } =
        () => Console.IsOutputRedirected ? null : new AnsiConsoleOutput(Console.Out).Width;

    /// <summary>Returns the width of standard error.</summary>
    public static Func<int?> WidthOfRemarks { get; set; } =
        () => Console.IsErrorRedirected ? null : new AnsiConsoleOutput(Console.Error).Width;
}
