using System.Text.Json;
using Spectre.Console;

namespace BedrockDefense.Cli;

/// <summary>The two consoles of the command: answers on standard output, progress and errors on standard error.</summary>
internal static class Output
{
    // What a redirected output is made wide enough for; Spectre would assume 80 and break tables.
    private const int RedirectedWidth = 140;

    private static readonly JsonSerializerOptions Json = new(JsonText.Indented)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>The console for answers. Made anew each time, so that it follows a redirected <see cref="Console.Out"/>.</summary>
    public static IAnsiConsole Answers() => Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>The console for progress and errors.</summary>
    public static IAnsiConsole Progress() => Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Writes a value as indented JSON.</summary>
    public static void WriteJson<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Json));

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (isRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}
