using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Models;

/// <summary>Finds AWS's service models. They are in moto's Python, as part of botocore.</summary>
internal static class ModelFolder
{
    private const string PathQuery = "import moto, botocore, os; print(os.path.join(os.path.dirname(botocore.__file__), 'data'))";

    private static readonly string[] Names = ["python3", "python", "python.exe"];

    private static readonly ConcurrentDictionary<string, Lazy<string>> Found = new();

    /// <summary>Finds the folder.</summary>
    /// <param name="program">The path of moto's server.</param>
    /// <exception cref="InvalidInputException">No Python interpreter near the program has moto and botocore.</exception>
    public static string Of(string program) => Found.GetOrAdd(program, path => new(() => Find(path))).Value;

    private static string Find(string program)
    {
        List<string> interpreters = [.. Interpreters(program).Distinct()];
        return interpreters.Select(Answer).FirstOrDefault(folder => Directory.Exists(folder))
            ?? throw new InvalidInputException(
                "AWS's service models are not found: they come with botocore, which moto needs, but none of "
                    + $"{string.Join(", ", interpreters)} can import both; get them with: {MotoServer.InstallCommand}"
            );
    }

    // The script names its interpreter; a long path stands in its second line. A virtual environment, pipx's links and pyenv's shims have
    // an interpreter next to the script. For a script that somebody wrote, it is the interpreter on PATH.
    private static IEnumerable<string> Interpreters(string program)
    {
        var target = File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;
        foreach (
            var word in File.ReadLines(target)
                .Take(2)
                .SelectMany(line => line.Split(' ', '!', '\'', '"'))
                .Where(word => Path.GetFileName(word).StartsWith("python", StringComparison.Ordinal))
        )
        {
            yield return word;
        }

        foreach (var folder in new[] { target, program }.Select(path => Path.GetDirectoryName(path) ?? "."))
        {
            foreach (var name in Names.Select(name => Path.Combine(folder, name)).Where(File.Exists))
            {
                yield return name;
            }
        }

        yield return "python3";
        yield return "python";
    }

    private static string? Answer(string interpreter)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(interpreter, ["-c", PathQuery]) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var answer = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? answer : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
