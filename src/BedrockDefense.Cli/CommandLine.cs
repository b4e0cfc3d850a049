using Spectre.Console;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli;

/// <summary>The <c>bedrock-defense</c> command: its verbs, and the one place where an error becomes an exit code.</summary>
public static class CommandLine
{
    /// <summary>Runs the command with these arguments and returns its exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var app = new CommandApp();
        app.Configure(config =>
        {
            config.SetApplicationName("bedrock-defense");
            config.SetExceptionHandler((exception, _) => Report(exception));
            Verbs.Register(config);
        });
        return await app.RunAsync(args);
    }

    private static int Report(Exception exception)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var faults = exception is InvalidInputException invalid
            ? invalid.Faults.Select(fault => fault.ToString())
            : [exception.Message];
        foreach (var fault in faults)
        {
            console.MarkupLineInterpolated($"[red]error:[/] {fault}");
        }

        return ExitCode.InvalidInput;
    }
}
