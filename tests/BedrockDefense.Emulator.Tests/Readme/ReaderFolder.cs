using System.Diagnostics;

namespace BedrockDefense.Emulator.Tests.Readme;

/// <summary>
/// A checkout in which a reader types commands. The commands run unchanged, in a shell. The programs of <c>tests/cases/readme</c> replace
/// everything that would reach out of this machine. For pulumi, they check the arguments and make the changes to the settings. AWS's own
/// command line checks a call's arguments and meets a closed port. make only says what it would do, and dotnet runs the command that is
/// already built.
/// </summary>
internal sealed class ReaderFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("readme-");
    private readonly string _programs;

    public ReaderFolder()
    {
        _ = Tool.Require("aws", "pip install awscli");
        // A reader's files go into the copy, never into the checkout itself.
        foreach (var entry in Directory.GetFileSystemEntries(Repository.Root).Where(entry => !Path.GetFileName(entry).StartsWith('.')))
        {
            File.CreateSymbolicLink(Path.Combine(_folder.FullName, Path.GetFileName(entry)), entry);
        }

        _programs = Path.Combine(AppContext.BaseDirectory, "cases", "readme");
        if (!OperatingSystem.IsWindows())
        {
            foreach (var program in Directory.GetFiles(_programs))
            {
                File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.UserExecute);
            }
        }
    }

    /// <summary>The path of a file in the checkout.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Runs commands until the first one fails.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", $"exec 2>&1\n{script}"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment["PATH"] = $"{_programs}{Path.PathSeparator}{path}";
        start.Environment["README_PATH"] = path;
        start.Environment["README_COMMAND"] = Path.Combine(AppContext.BaseDirectory, "bedrock-defense.dll");
        start.Environment["AWS_DEFAULT_REGION"] = "eu-central-1";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
