using System.Text.Json;
using Spectre.Console;

namespace BedrockDefense.Cli.Output;

/// <summary>The two outputs of the command: answers on standard output, progress, remarks and errors on standard error.</summary>
internal static class ConsoleOutput
{
    // Spectre would assume 80 columns where it cannot ask: too narrow for tables, and for errors any width is, since
    // whoever reads them from a log expects one line each.
    private const int TableWidthInFiles = 140;
    private const int Unbroken = 100_000;

    private static readonly JsonSerializerOptions Json = new(JsonText.IndentedOptions)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>The console for answers. Made anew each time, so that it follows a redirected <see cref="Console.Out"/>.</summary>
    public static IAnsiConsole Answers() => Create(Console.Out, Terminal.WidthOfAnswers() ?? TableWidthInFiles);

    /// <summary>The console for progress and errors.</summary>
    public static IAnsiConsole Progress() => Create(Console.Error, Terminal.WidthOfRemarks() ?? Unbroken);

    /// <summary>Writes a line of an answer: whole into a file, broken between words on a terminal.</summary>
    /// <param name="line">Plain text.</param>
    /// <param name="indent">How far in the rest begins.</param>
    public static void WriteLine(string line, int indent = 0) => Write(Console.Out, line, Terminal.WidthOfAnswers(), indent);

    /// <summary>Writes a remark to standard error, in the same way.</summary>
    public static void WriteRemark(string line) => Write(Console.Error, line, Terminal.WidthOfRemarks(), indent: 0);

    /// <summary>Writes a value as indented JSON.</summary>
    public static void WriteJson<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Json));

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
