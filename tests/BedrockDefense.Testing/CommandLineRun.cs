using BedrockDefense.Cli;
using BedrockDefense.Cli.Output;

namespace BedrockDefense.Testing;

/// <summary>
/// The result of a run of the command. The console belongs to the process, so only tests in the collection "console" may run the command.
/// </summary>
public sealed record CommandLineRun(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines on standard output.</summary>
    public IReadOnlyList<string> Lines => Output.Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines on standard error.</summary>
    public IReadOnlyList<string> ErrorLines => Errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    public static Task<CommandLineRun> Of(params string[] args) => OnTerminal(width: null, args);

    /// <summary>Runs the command on a terminal of this width.</summary>
    public static async Task<CommandLineRun> OnTerminal(int? width, params string[] args)
    {
        var (output, errors) = (Console.Out, Console.Error);
        var (widthOfAnswers, widthOfRemarks) = (Terminal.WidthOfAnswers, Terminal.WidthOfRemarks);
        Terminal.WidthOfAnswers = Terminal.WidthOfRemarks = () => width;
        using StringWriter newOutput = new(),
            newErrors = new();
        Console.SetOut(newOutput);
        Console.SetError(newErrors);
        try
        {
            var exitCode = await CommandLine.RunAsync(args);
            return new CommandLineRun(exitCode, newOutput.ToString(), newErrors.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
            (Terminal.WidthOfAnswers, Terminal.WidthOfRemarks) = (widthOfAnswers, widthOfRemarks);
        }
    }
}
