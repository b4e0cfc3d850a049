using System.Text.Json;
using Spectre.Console;

namespace BedrockDefense.Cli;

/// <summary>The two consoles of the command: answers on standard output, progress and errors on standard error.</summary>
internal static class Output
{
    // Spectre would assume 80 columns where it cannot ask: too narrow for tables, and for errors any width is, since
    // whoever reads them from a log expects one line each.
    private const int RedirectedTableWidth = 140;
    private const int Unbroken = 100_000;

    private static readonly JsonSerializerOptions Json = new(JsonText.Indented) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The console for answers. Made anew each time, so that it follows a redirected <see cref="Console.Out"/>.</summary>
    public static IAnsiConsole Answers() => Create(Console.Out, Console.IsOutputRedirected ? RedirectedTableWidth : null);

    /// <summary>The console for progress and errors.</summary>
    public static IAnsiConsole Progress() => Create(Console.Error, Console.IsErrorRedirected ? Unbroken : null);

    /// <summary>Writes a value as indented JSON.</summary>
    public static void WriteJson<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Json));

    private static IAnsiConsole Create(TextWriter writer, int? width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width ?? console.Profile.Width;
        return console;
    }
}
