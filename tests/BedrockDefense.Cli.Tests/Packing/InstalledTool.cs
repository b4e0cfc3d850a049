using System.Reflection;
using BedrockDefense.Cli.Tests.Packing;

[assembly: AssemblyFixture(typeof(InstalledTool))]

namespace BedrockDefense.Cli.Tests.Packing;

/// <summary>The command as users have it: packed, installed as a .NET tool, and run in an empty folder.</summary>
public sealed class InstalledTool : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tool-");
    private readonly Lazy<Task<string>> _program;

    public InstalledTool() => _program = new(InstallAsync);

    // The version of the built assembly. A commit after the build would change the computed version.
    private static string BuildVersion =>
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private string Packages => Path.Combine(_folder.FullName, "packages");

    /// <summary>The version of the package.</summary>
    public string Version =>
        Path.GetFileNameWithoutExtension(Directory.GetFiles(Packages, "*.nupkg").Single())["BedrockDefense.Cli.".Length..];

    /// <summary>The folder that the tool is run in.</summary>
    public string Folder => Path.Combine(_folder.FullName, "empty");

    /// <summary>Packs the command from the build that the tests use.</summary>
    public Task<(int ExitCode, string Output, string Errors)> PackAsync(params string[] properties) =>
        CommandProcess.RunProgramAsync(
            Path.Combine(Repository.Root, "src", "BedrockDefense.Cli"),
            "dotnet",
            [
                "pack",
                "--no-build",
                "--configuration",
                new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
                "--output",
                Packages,
                "-nodeReuse:false",
                $"-p:MinVerVersionOverride={BuildVersion}",
                .. properties,
            ]
        );

    /// <summary>Runs the installed tool in the empty folder.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        await CommandProcess.RunProgramAsync(Folder, await _program.Value, arguments);

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string> InstallAsync()
    {
        Directory.CreateDirectory(Folder);
        var packed = await PackAsync("-p:AllowLocalPulumiSdk=true");
        Assert.True(packed.ExitCode == 0, packed.Output + packed.Errors);
        var installed = await CommandProcess.RunProgramAsync(
            Folder,
            "dotnet",
            "tool",
            "install",
            "BedrockDefense.Cli",
            "--version",
            Version,
            "--source",
            Packages,
            "--tool-path",
            Path.Combine(_folder.FullName, "tool")
        );
        Assert.True(installed.ExitCode == 0, installed.Output + installed.Errors);
        return Path.Combine(_folder.FullName, "tool", "bedrock-defense");
    }
}
