using BedrockDefense.Cli;
using BedrockDefense.Emulator.Models;
using Spectre.Console.Cli;

namespace BedrockDefense.Emulator;

/// <summary>The program of <c>make emulate</c>.</summary>
internal static class EmulateProgram
{
    /// <summary>
    /// Runs the program with these arguments. Returns an exit code with the meaning that <c>bedrock-defense</c> gives it.
    /// </summary>
    public static Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var app = new CommandApp<EmulateCommand>();
        app.Configure(config =>
        {
            config.SetApplicationName("make emulate ARGS=");
            config.UseStrictParsing();
            config.SetExceptionHandler((exception, _) => CommandLine.Report(AsSentence(exception)));
        });
        return app.RunAsync(args);
    }

    /// <summary>
    /// Turns an exception into the one that the command shows. It says what moto cannot do with the given input, and never shows a stack
    /// trace.
    /// </summary>
    internal static Exception AsSentence(Exception exception) =>
        exception switch
        {
            InvalidInputException or CommandAppException => exception,
            AwsException or ViolationException or NotSupportedException or InvalidOperationException => new InvalidInputException(
                $"this configuration cannot be emulated: {Sentence(exception)}"
            ),
            AggregateException { InnerExceptions.Count: > 0 } several => AsSentence(several.InnerExceptions[0]),
            _ => new InvalidOperationException(Sentence(exception), exception),
        };

    private static string Sentence(Exception exception) =>
        string.Join(
            ' ',
            exception
                .Message.Split('\n')
                .Select(line => line.Trim())
                .TakeWhile(line => !line.StartsWith("at ", StringComparison.Ordinal))
                .Where(line => line.Length > 0)
        );
}
