namespace BedrockDefense.Cli.Tests.Golden;

/// <summary>The exact output of the command for the sample configuration.</summary>
public sealed class CommandOutputTests
{
    [Theory]
    [InlineData("rehearse.txt", 0, "rehearse")]
    [InlineData("rehearse-all.txt", 0, "rehearse", "--all")]
    [InlineData("rehearse-audit-mode.txt", 0, "rehearse", "--scenario", "audit-mode")]
    [InlineData(
        "rehearse-not-as-expected.txt",
        1,
        "rehearse",
        "--scenario",
        "advisory-chain",
        "--as",
        "arn:aws:iam::111122223333:role/BedrockLoggingAdmin"
    )]
    [InlineData("plan.txt", 0, "plan")]
    [InlineData("guardrails.txt", 0, "guardrails")]
    [InlineData("hunt.txt", 0, "hunt", "tests/cases/logs")]
    [InlineData("verify-logs.txt", 1, "verify-logs", "tests/cases/trails/altered", "--public-keys", "tests/cases/trails/public-keys.json")]
    [InlineData("summary.txt", 0, "summary", "tests/cases/chains")]
    [InlineData("investigate.txt", 0, "investigate", "tests/cases/chains", "--access-key", "ASIAEXAMPLECHAIN0002")]
    public async Task The_command_shows(string golden, int exitCode, params string[] arguments)
    {
        var run = await CommandProcess.RunAsync(arguments);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Errors));
        GoldenFile.Holds(golden, run.Output);
    }
}
