using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Attack;
using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Emulator.Tests.Proving;

/// <summary>
/// Runs <c>prove</c> as its own process, signed in to the emulator. The emulator refuses nothing and delivers no event, so that all calls
/// go through and all of it must be put back.
/// </summary>
public sealed class ProveCommandTests(MotoFixture moto, DeployedSample sample) : IClassFixture<DeployedSample>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prove-");

    public void Dispose()
    {
        moto.ShowLogOfFailure();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Where_nothing_is_refused_it_says_so_puts_everything_back_and_writes_the_report()
    {
        var (_, organization) = await sample.StackAsync(moto);
        var member = organization.Members[0];
        var place = new Place(member, "eu-central-1");
        var standing = await LoggingConfiguration.WantedAsync(place, "bedrock-defense-restorer");
        await LoggingConfiguration.PutAsync(place, standing);
        var report = Path.Combine(_folder.FullName, "proof");

        var (exitCode, output, errors) = await RunAsync("--scenario", "advisory-chain", "--yes", "--wait", "1", "--out", report);

        Assert.True(exitCode == 1, output + errors);
        Assert.Contains(
            "DIFFERENT  advisory-chain, bedrock:DeleteModelInvocationLoggingConfiguration: predicted was a refusal by ",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("Nothing is left: everything was read again.", output, StringComparison.Ordinal);
        Assert.Contains($"In account {member.Id}, eu-central-1, as ", errors, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(standing, await BedrockReaders.LoggingAsync(place)));
        Assert.Empty(await QueuesAsync(organization.Management));
        Assert.False(File.Exists(Journal));
        var written = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(report, "proof.json"), TestContext.Current.CancellationToken)
        )!;
        Assert.Equal(member.Id, written["account"]!.GetValue<string>());
        var page = await File.ReadAllTextAsync(Path.Combine(report, "proof.md"), TestContext.Current.CancellationToken);
        Assert.Contains("## Differences", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody is there to agree to the attacks; write --yes", "--scenario", "advisory-chain")]
    [InlineData("there is no scenario \"nonsense\"", "--scenario", "nonsense", "--yes")]
    [InlineData("--region \"us-west-2\": it is not governed", "--region", "us-west-2", "--yes")]
    [InlineData("nothing can be played: ", "--scenario", "identity-taken", "--yes")]
    [InlineData("--wait 0: write a number of seconds", "--wait", "0", "--yes")]
    [InlineData("there is no such file, so no run of prove has left anything", "--clean-up")]
    [InlineData(
        "--restore-role \"arn:aws:iam::444455556666:role/Admin\"",
        "--restore-role",
        "arn:aws:iam::444455556666:role/Admin",
        "--yes"
    )]
    public async Task What_cannot_be_used_is_refused_before_anything_is_done(string reason, params string[] options)
    {
        var (exitCode, output, errors) = await RunAsync(options);

        Assert.True((exitCode, output) == (2, ""), output + errors);
        Assert.Contains(reason, errors.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.False(File.Exists(Journal));
    }

    [Fact]
    public async Task Nothing_is_attacked_while_an_earlier_run_is_not_cleaned_up()
    {
        await File.WriteAllTextAsync(Journal, "{}", TestContext.Current.CancellationToken);

        var (exitCode, output, errors) = await RunAsync("--scenario", "advisory-chain", "--yes");

        Assert.True((exitCode, output) == (2, ""), output + errors);
        Assert.Contains("run prove --clean-up", errors, StringComparison.Ordinal);
    }

    private string Journal => Path.Combine(_folder.FullName, "journal.json");

    private static async Task<IEnumerable<string>> QueuesAsync(IAwsApi account) =>
        ((await account.JsonAsync("sqs", "eu-central-1", "ListQueues", []))["QueueUrls"] as JsonArray ?? [])
            .Select(url => url!.GetValue<string>())
            .Where(url => url.Contains("prove", StringComparison.Ordinal));

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] options)
    {
        var (_, organization) = await sample.StackAsync(moto);
        var server = await moto.ServerAsync();
        var member = organization.Members[0].Id;
        var file = Path.Combine(_folder.FullName, "Pulumi.emulated.yaml");
        await File.WriteAllTextAsync(
            file,
            $"config: {JsonSerializer.Serialize(DeployedSample.Configuration(organization))}",
            TestContext.Current.CancellationToken
        );
        return await CommandProcess.RunInAsync(
            await EmulatedCredentials.OfAsync(new Place(organization.Management, "us-east-1")),
            [
                "prove",
                "--config",
                file,
                "--endpoint-url",
                $"{server.Address}",
                "--account",
                member,
                "--role",
                $"arn:aws:iam::{member}:role/DataScientist",
                "--journal",
                Journal,
                .. options,
            ]
        );
    }
}
