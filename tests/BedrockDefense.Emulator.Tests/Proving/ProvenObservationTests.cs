using BedrockDefense.Live.Proving;

namespace BedrockDefense.Emulator.Tests.Proving;

/// <summary>Whether an invocation was logged, and whether the canary came, is read and never taken for granted.</summary>
public sealed class ProvenObservationTests(MotoFixture moto, ProveTests.Stage stage) : IClassFixture<ProveTests.Stage>, IDisposable
{
    private const string Scenario = "advisory-chain";
    private const string Group = "the log group bedrock-defense-invocations";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prove-");

    public void Dispose()
    {
        moto.ShowLogOfFailure();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_record_that_arrives_is_seen()
    {
        var report = await ProveAsync(answer: null);

        var invocation = Invocation(report);
        Assert.Equal((true, Group), (invocation.IsSeen, invocation.Destination));
        Assert.Contains(report.Scenarios[0].Steps, step => step.Observed == "the records of 1 of 1 invocations were seen");
        Assert.Empty(report.Differences);
        Assert.True(report.IsComplete);
    }

    [Fact]
    public async Task A_record_that_does_not_arrive_is_a_difference_that_says_how_long_was_waited()
    {
        var report = await ProveAsync(_ => """{"events":[]}""");

        Assert.Equal(false, Invocation(report).IsSeen);
        Assert.Equal(
            [
                "advisory-chain, bedrock:InvokeModel: predicted was that the invocation is logged, but its record was not seen in "
                    + $"{Group} in 60 s",
            ],
            report.Differences
        );
    }

    [Fact]
    public async Task Where_the_log_group_must_not_be_read_it_is_said_and_taken_for_nothing()
    {
        var report = await ProveAsync(call =>
            throw new AwsException(call.Operation, "111122223333", call.Region, 400, """{"__type":"AccessDeniedException"}""")
        );

        Assert.Null(Invocation(report).IsSeen);
        Assert.Empty(report.Differences);
        Assert.False(report.IsComplete);
        Assert.Contains(
            report.Unseen,
            line => line.StartsWith("whether bedrock:InvokeModel was logged: FilterLogEvents in ", StringComparison.Ordinal)
        );
        Assert.Contains(
            report.Scenarios[0].Steps,
            step => step.Observed == "the records of 0 of 1 invocations were seen; 1 could not be looked for"
        );
    }

    [Fact]
    public async Task A_silent_canary_is_said_with_what_it_means_for_alerts()
    {
        var report = await ProveAsync(
            _ => "<GetMetricStatisticsResponse><Datapoints/></GetMetricStatisticsResponse>",
            "GetMetricStatistics"
        );

        Assert.Equal("none arrived in the last 24 hours", report.Canary);
        Assert.Empty(report.Differences);
        Assert.Equal(
            [
                "whether the alerts' way works: of the canary, none arrived in the last 24 hours, so that an alert that lacks may be the "
                    + "fault of the way and not of its detection",
            ],
            report.Unseen
        );
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("<a><member><Timestamp>\u001b[2J</Timestamp><Sum>1</Sum></member></a>")]
    [InlineData("<a><member><Timestamp>tomorrow</Timestamp><Sum>1</Sum></member></a>")]
    public async Task A_canary_that_cannot_be_read_is_said(string answer)
    {
        var report = await ProveAsync(_ => answer, "GetMetricStatistics");

        Assert.Null(report.Canary);
        Assert.Empty(report.Differences);
        Assert.StartsWith("the canary: GetMetricStatistics in ", Assert.Single(report.Unseen), StringComparison.Ordinal);
    }

    private static ObservedInvocation Invocation(ProofReport report) =>
        report.Made.Select(call => call.Observed!.Invocation).OfType<ObservedInvocation>().Single();

    private async Task<ProofReport> ProveAsync(Func<AwsCall, string>? answer, string operation = "FilterLogEvents")
    {
        var account = await stage.AccountAsync(moto, isGuarded: true);
        return await account.ProveAsync(
            await account.PlanAsync(Scenario),
            Path.Combine(_folder.FullName, "journal.json"),
            api => answer is null ? api : new Answering(api, operation, answer)
        );
    }

    private sealed class Answering(IAwsApi api, string operation, Func<AwsCall, string> answer) : IAwsApi
    {
        public string Id => api.Id;

        public IAwsApi InAccount(string accountId) => new Answering(api.InAccount(accountId), operation, answer);

        public Task<string> SendAsync(AwsCall request) =>
            request.Operation == operation ? Task.FromResult(answer(request)) : api.SendAsync(request);
    }
}
