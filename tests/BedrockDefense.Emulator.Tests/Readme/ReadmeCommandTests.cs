using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Configuration;

namespace BedrockDefense.Emulator.Tests.Readme;

/// <summary>Every command in a document works unchanged, in the order of the document.</summary>
public sealed class ReadmeCommandTests
{
    // The values that a reader uses for a word in capitals.
    private static readonly (string Word, string Value)[] StandIns =
    [
        ("EVENT.json", "tests/cases/events/deleted-sso-console-home.json"),
        ("PATH…", "tests/cases/logs"),
        ("s3://my-trail-logs/AWSLogs", "tests/cases/logs"),
        ("NAME", "Example"),
        ("VERB", "plan"),
        ("VALUE", "https://example.com"),
        ("detection ID", "detection example-detection"),
        ("runbook ID", "runbook bedrock-logging-deletion"),
        ("mine.json", "guardrails.json"),
        ("mine.yml", "policies/detections/bedrock-logging-deletion/rule.yml"),
    ];

    /// <summary>The documents.</summary>
    public static TheoryData<string> Documents { get; } = [.. DocumentText.All.Select(document => document.Path)];

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/deploying.md")]
    public async Task The_blocks_lead_from_a_fresh_clone_to_a_deployment_and_nothing_overwrites_the_key_of_the_settings(string path)
    {
        using var folder = new ReaderFolder();
        await TypeAsync(folder, DocumentText.All.Single(document => document.Path == path).Blocks);

        Assert.Contains(
            "encryptedkey: made-by-the-engine",
            await File.ReadAllTextAsync(folder["Pulumi.prod.yaml"], TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Empty(CheckedSettings.Parse(ConfigFile.Read(folder["Pulumi.prod.yaml"])).GuardrailTargets);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_command_of_a_document_runs(string path)
    {
        using var folder = new ReaderFolder();
        File.Copy(Repository.SampleConfiguration, folder["Pulumi.prod.yaml"]);
        await File.WriteAllTextAsync(
            folder["guardrails.json"],
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""",
            TestContext.Current.CancellationToken
        );
        var document = DocumentText.All.Single(one => one.Path == path);
        await TypeAsync(folder, document.Commands);
        if (path is not ("README.md" or "docs/deploying.md"))
        {
            await TypeAsync(folder, document.Blocks);
        }
    }

    [Theory]
    [InlineData("pulumi stack initialise prod")]
    [InlineData("pulumi up --no-such-flag")]
    [InlineData("aws organizations enable-policy-type --root r-abcd")]
    [InlineData("make no-such-target")]
    [InlineData("bedrock-defense no-such-verb --help")]
    [InlineData("dotnet run --project src/BedrockDefense.Cli -- rehearse --no-such-option")]
    public async Task A_command_that_does_not_exist_is_found(string command)
    {
        using var folder = new ReaderFolder();

        Assert.NotEqual(0, (await folder.RunAsync(command)).ExitCode);
    }

    private static async Task TypeAsync(ReaderFolder folder, IEnumerable<string> commands)
    {
        foreach (var command in commands)
        {
            var (exitCode, output) = await folder.RunAsync(TypedCommand(command));

            Assert.True(exitCode == 0, $"{command}{Environment.NewLine}ended with {exitCode}: {output}");
        }
    }

    private static string TypedCommand(string command) =>
        StandIns.Aggregate(command, (text, one) => text.Replace(one.Word, one.Value, StringComparison.Ordinal));
}
