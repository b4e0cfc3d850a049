using System.Reflection;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Verbs;
using Spectre.Console;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli;

/// <summary>The <c>bedrock-defense</c> command: its verbs, and the one place where an error becomes an exit code.</summary>
public static class CommandLine
{
    /// <summary>The version without the commit, which a build may add after a plus sign.</summary>
    internal static string Version =>
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Runs the command with these arguments and returns its exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var app = new CommandApp();
        Dictionary<string, Type> verbs = [];
        app.Configure(config =>
        {
            config.SetApplicationName("bedrock-defense");
            config.SetApplicationVersion(Version);
            config.UseStrictParsing();
            config.SetExceptionHandler((exception, _) => Report(exception));
            verbs = VerbList.Register(config);
        });
        try
        {
            ArgumentRules.Check(args, verbs);
            return await app.RunAsync(args.Select(InputFile.Hide)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidInputException or IOException)
        {
            return Report(exception);
        }
    }

    /// <summary>Reports an exception on standard error and returns the exit code.</summary>
    internal static int Report(Exception exception)
    {
        var faults =
            InvalidInput(exception)?.Select(fault => ("error:", fault)).ToList() ?? [("fault in bedrock-defense:", exception.Message)];
        try
        {
            var console = ConsoleOutput.Progress();
            foreach (var (kind, text) in faults)
            {
                console.MarkupLineInterpolated($"[red]{kind}[/] {VisibleText.Of(text)}");
            }
        }
        catch (IOException)
        {
            // Standard error cannot be written. The exit code still tells that something went wrong.
        }

        return InvalidInput(exception) is null ? ExitCode.Fault : ExitCode.InvalidInput;
    }

    /// <summary>
    /// Returns the faults of the user's input, a line each; null when the exception has another cause. Faults of input files
    /// have messages of their own, so any other input or output error is about the output.
    /// </summary>
    private static IEnumerable<string>? InvalidInput(Exception? exception) =>
        exception switch
        {
            null => null,
            InvalidInputException invalid => invalid.Faults.Select(fault => fault.ToString()),
            IOException output => [$"cannot write the answer: {output.Message}"],
            _ => InvalidInput(exception.InnerException) ?? (exception is CommandAppException usage ? [usage.Message] : null),
        };
}
