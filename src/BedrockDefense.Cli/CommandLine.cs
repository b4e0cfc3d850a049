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
            config.UseStrictParsing();
            config.SetExceptionHandler((exception, _) => Report(exception));
            Verbs.Register(config);
        });
        return await app.RunAsync(args);
    }

    /// <summary>Says on standard error what went wrong, and gives the exit code.</summary>
    internal static int Report(Exception exception)
    {
        var console = Output.Progress();
        if (InvalidInput(exception) is { } invalid)
        {
            foreach (var fault in invalid)
            {
                console.MarkupLineInterpolated($"[red]error:[/] {VisibleText.Of(fault)}");
            }

            return ExitCode.InvalidInput;
        }

        console.MarkupLineInterpolated($"[red]fault in bedrock-defense:[/] {VisibleText.Of(exception.Message)}");
        return ExitCode.Fault;
    }

    /// <summary>What is wrong with what the user gave, a line each; null when the exception is about something else.</summary>
    private static IEnumerable<string>? InvalidInput(Exception? exception) => exception switch
    {
        null => null,
        InvalidInputException invalid => invalid.Faults.Select(fault => fault.ToString()),
        CommandAppException usage => [usage.Message],
        _ => InvalidInput(exception.InnerException),
    };
}
