using BedrockDefense.Cli;
using Spectre.Console.Cli;

namespace BedrockDefense.Emulator;

/// <summary>What <c>make emulate</c> runs.</summary>
internal static class EmulateProgram
{
    /// <summary>Runs it with these arguments and returns its exit code, as those of <c>bedrock-defense</c>.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var app = new CommandApp<EmulateCommand>();
        app.Configure(config =>
        {
            config.SetApplicationName("make emulate ARGS=");
            config.UseStrictParsing();
            config.SetExceptionHandler((exception, _) => CommandLine.Report(exception));
        });
        return app.RunAsync(args);
    }
}
