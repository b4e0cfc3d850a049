using System.Diagnostics;
using System.Text;

namespace BedrockDefense.Testing;

/// <summary>
/// Runs the command as its own process. So its output is as wide and as colourless as in a file, on any terminal or build server.
/// </summary>
public static class CommandProcess
{
    private static readonly string[] KeptVariables = ["PATH", "HOME", "USERPROFILE", "SystemRoot", "TMPDIR", "TEMP", "DOTNET_ROOT"];

    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        RunInAsync(new Dictionary<string, string>(), arguments);

    /// <summary>Runs the command with further environment variables, such as credentials.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunInAsync(
        IReadOnlyDictionary<string, string> environment,
        params string[] arguments
    ) =>
        RunProgramAsync(
            Repository.Root,
            "dotnet",
            environment,
            [Path.Combine(AppContext.BaseDirectory, "bedrock-defense.dll"), .. arguments]
        );

    /// <summary>Runs any program in a folder, in its own process.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunProgramAsync(
        string folder,
        string program,
        params string[] arguments
    ) => RunProgramAsync(folder, program, new Dictionary<string, string>(), arguments);

    private static async Task<(int ExitCode, string Output, string Errors)> RunProgramAsync(
        string folder,
        string program,
        IReadOnlyDictionary<string, string> environment,
        string[] arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Except(KeptVariables, StringComparer.OrdinalIgnoreCase).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
