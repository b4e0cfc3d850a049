using System.Text.Json;
using Spectre.Console;

namespace BedrockDefense.Cli.Output;

/// <summary>
/// The two outputs of the command. Answers go to standard output; progress, remarks and errors go to standard error.
/// </summary>
internal static class ConsoleOutput
{
    // The widths for an output that is not a terminal, for which Spectre would assume 80 columns. That is too narrow for
    // tables. Errors are not wrapped, because a reader of a log expects one line for each.
    private const int TableWidthInFiles = 140;
    private const int UnlimitedWidth = 100_000;

    private static readonly JsonSerializerOptions Options = new(JsonText.IndentedOptions)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>
    /// Returns the console for answers. It is created anew each time, so that it follows a redirected
    /// <see cref="Console.Out"/>.
    /// </summary>
    public static IAnsiConsole Answers() => Create(Console.Out, Terminal.WidthOfAnswers() ?? TableWidthInFiles);

    /// <summary>Returns the console for progress and errors.</summary>
    public static IAnsiConsole Progress() => Create(Console.Error, Terminal.WidthOfRemarks() ?? UnlimitedWidth);

    /// <summary>Writes a line of an answer. On a terminal it is broken between words; in a file it stays whole.</summary>
    /// <param name="line">The line in plain text.</param>
    /// <param name="indent">The indentation of the lines after the first.</param>
    /// <param name="output">Receives the line; null for standard output.</param>
    public static void WriteLine(string line, int indent = 0, TextWriter? output = null) =>
        Write(output ?? Console.Out, line, Terminal.WidthOfAnswers(), indent);

    /// <summary>Writes a remark to standard error, broken in the same way.</summary>
    public static void WriteRemark(string line) => Write(Console.Error, line, Terminal.WidthOfRemarks(), indent: 0);

    /// <summary>Writes a value as indented JSON.</summary>
    public static void WriteJson<T>(T value) => Console.Out.WriteLine(ToJson(value));

    /// <summary>Returns a value as indented JSON.</summary>
    public static string ToJson<T>(T value) => JsonSerializer.Serialize(value, Options);

    private static void Write(TextWriter writer, string line, int? width, int indent)
    {
        foreach (var part in width is { } columns ? WholeWords.Wrap(line, columns, indent) : [line])
        {
            writer.WriteLine(part);
        }
    }

    private static IAnsiConsole Create(TextWriter writer, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        return console;
    }
}
