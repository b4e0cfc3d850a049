using System.Diagnostics;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Tests;

/// <summary>Runs <c>make emulate</c> as its own process.</summary>
public sealed class EmulateTests
{
    [Fact]
    public async Task It_provisions_attacks_and_takes_down()
    {
        Tool.Require(MotoServer.Program, MotoServer.InstallCommand);

        var (exitCode, output, progress) = await RunAsync(Environment.GetEnvironmentVariable("PATH")!, "--scenario", "far-region");

        Assert.True(exitCode == 0, $"{output}{progress}");
        Assert.Contains(
            "resources provisioned and read back; 0 otherwise than declared; 0 findings of what the emulator does not check.",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("emulated, authorization not enforced\nfar-region: ", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("logging configurations put back: 1.", output, StringComparison.Ordinal);
        Assert.Contains("resources taken down; kept as evidence: bedrock-defense-", output, StringComparison.Ordinal);
        Assert.Contains("eu-central-1    Topic  bedrock-defense-findings", progress, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_moto_it_says_how_to_get_it()
    {
        var (exitCode, output, errors) = await RunAsync(path: "");

        Assert.Equal(
            (2, "", $"error: moto_server is not on PATH; get it with: {MotoServer.InstallCommand}"),
            (exitCode, output, errors.Trim())
        );
    }

    [Fact]
    public async Task An_unknown_scenario_is_an_error_before_anything_is_started()
    {
        var (exitCode, output, errors) = await RunAsync(path: "", "--scenario", "nowhere");

        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith("error: there is no scenario \"nowhere\"; the scenarios are advisory-chain, ", errors, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string path, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)
                    ? Environment.ProcessPath
                    : ProgramPath.Find("dotnet", Environment.GetEnvironmentVariable("PATH")!)!,
                [Path.Combine(AppContext.BaseDirectory, "BedrockDefense.Emulator.dll"), .. arguments]
            )
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["PATH"] = path },
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
