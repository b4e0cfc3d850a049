using System.Text.RegularExpressions;
using BedrockDefense.Cli;

namespace BedrockDefense.Fuzz;

/// <summary>
/// Runs the command, in this process, on inputs made of others. Each input follows from the seed and its number, so that
/// any can be had again. The console is the process's: no two may run at once.
/// </summary>
/// <param name="target">What is tried.</param>
/// <param name="seed">What the inputs follow from.</param>
/// <param name="folder">Where each input is written before it is tried, so that it is there even when the process ends.</param>
public sealed partial class Fuzzer(FuzzTarget target, int seed, string folder)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // Success, no, invalid input, damaged, interrupted: what the README says of exit codes.
    private static readonly int[] Allowed = [0, 1, 2, 3, 130];

    /// <summary>Tries an input; null when all is well.</summary>
    public FuzzFailure? Try(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var file = Path.Combine(folder, $"{target.Name}{target.Extension}");
        if (target.Seeds.Count > 0)
        {
            File.WriteAllBytes(file, target.Finish(new Mutator(random, target.Seeds).Next(), random));
        }

        var arguments = target.Arguments(random, file);
        var failure = Run(arguments);
        if (failure is not null && target.Seeds.Count > 0)
        {
            File.Copy(file, Path.Combine(folder, $"{target.Name}-{seed}-{number}{target.Extension}"), overwrite: true);
        }

        return failure;
    }

    private static FuzzFailure? Run(string[] arguments)
    {
        var (output, errors, input) = (Console.Out, Console.Error, Console.In);
        using StringWriter newOutput = new(),
            newErrors = new();
        using var nothing = new StringReader("");
        Console.SetOut(TextWriter.Synchronized(newOutput));
        Console.SetError(TextWriter.Synchronized(newErrors));
        Console.SetIn(nothing);
        try
        {
            var run = Task.Run(() => CommandLine.RunAsync(arguments));
            if (!run.Wait(Longest))
            {
                return new FuzzFailure($"still running after {Longest.TotalSeconds} seconds", arguments, "", IsHanging: true);
            }

            var said = $"{newErrors}{newOutput}";
            return !Allowed.Contains(run.Result) ? new FuzzFailure($"exit code {run.Result}", arguments, said)
                : FrameworkText().Match(said) is { Success: true } text
                    ? new FuzzFailure($"text of the framework: {text.Value}", arguments, said)
                : run.Result == 2 && newErrors.ToString().Trim().Length == 0 && newOutput.ToString().Trim().Length == 0
                    ? new FuzzFailure("exit code 2 without a word", arguments, said)
                : null;
        }
        catch (AggregateException exception)
        {
            return new FuzzFailure($"unhandled: {exception.InnerException}", arguments, "");
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
            Console.SetIn(input);
        }
    }

    // What only programmers could read: types, parameters, calls, and advice about them. No corpus holds any.
    [GeneratedRegex(
        @"\b(?:Nullable|List|Dictionary|Func|IEnumerable|KeyValuePair)`[0-9]\b"
            + @"|\(Parameter '|__default_command|\bSystem\.[A-Z]\w+|^\s+at [\w.<>]+\("
            + @"|fault in bedrock-defense|Object reference not set|Change the reader options"
            + @"|Sequence contains|given key '[^']*' was not present",
        RegexOptions.Multiline | RegexOptions.CultureInvariant
    )]
    private static partial Regex FrameworkText();
}
