namespace BedrockDefense.Cli.Tests;

/// <summary>Stacks that differ from the sample pass a rehearsal too.</summary>
[Collection("console")]
public sealed class OtherStacksTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stacks-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("  bedrock-defense:securityAccount: {id: \"222233334444\", roleArn: \"arn:aws:iam::222233334444:role/Deployment\"}")]
    [InlineData("  bedrock-defense:logArchiveAccount: {id: \"333344445555\", roleArn: \"arn:aws:iam::333344445555:role/Deployment\"}")]
    [InlineData(
        "  bedrock-defense:securityAccount: {id: \"222233334444\", roleArn: \"arn:aws:iam::222233334444:role/Deployment\"}",
        "  bedrock-defense:logArchiveAccount: {id: \"333344445555\", roleArn: \"arn:aws:iam::333344445555:role/Deployment\"}"
    )]
    [InlineData("  bedrock-defense:securityAccount: {id: \"111122223333\", roleArn: \"arn:aws:iam::111122223333:role/Deployment\"}")]
    [InlineData("  bedrock-defense:skipPreflight: true")]
    [InlineData("  bedrock-defense:invocationLogging: {s3: all}")]
    [InlineData("  bedrock-defense:restore: {mode: always}")]
    [InlineData("  bedrock-defense:restore: {mode: off}")]
    public async Task Every_scenario_is_as_expected_with_other_accounts(params string[] settings)
    {
        var run = await RunAsync("rehearse", [await Sample(), .. settings]);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }

    [Theory]
    [InlineData("us-gov-east-1", "aws-us-gov", "us-gov-west-1")]
    [InlineData("cn-north-1", "aws-cn", "cn-northwest-1")]
    public async Task Every_scenario_is_as_expected_in_other_partitions(string home, string partition, string other)
    {
        var run = await RunAsync(
            "rehearse",
            [
                (await Sample())
                    .Replace("arn:aws:", $"arn:{partition}:", StringComparison.Ordinal)
                    .Replace("eu-central-1", home, StringComparison.Ordinal)
                    .Replace("us-east-1", other, StringComparison.Ordinal),
            ]
        );

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains($"arn:{partition}:iam::111122223333:role/DataScientist, in {home}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_names_the_account_of_what_is_elsewhere()
    {
        var run = await RunAsync(
            "plan",
            [
                await Sample(),
                "  bedrock-defense:securityAccount: {id: \"222233334444\", roleArn: \"arn:aws:iam::222233334444:role/Deployment\"}",
            ]
        );

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("bedrock-logging-deletion  EventRule  eu-central-1  222233334444", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Trail  eu-central-1  222233334444", run.Output, StringComparison.Ordinal);
        Assert.Contains("security-account-222233334444", run.Output, StringComparison.Ordinal);
    }

    private static Task<string> Sample() => File.ReadAllTextAsync(Repository.SampleConfiguration, TestContext.Current.CancellationToken);

    private async Task<CommandLineRun> RunAsync(string verb, string[] config)
    {
        var path = Path.Combine(_folder.FullName, "Pulumi.other.yaml");
        await File.WriteAllLinesAsync(path, config);
        return await CommandLineRun.Of([verb, "--config", path]);
    }
}
