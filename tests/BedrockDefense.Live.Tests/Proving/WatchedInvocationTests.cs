using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Proving.Observing;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Tests.Fakes;

namespace BedrockDefense.Live.Tests.Proving;

/// <summary>An invocation is logged only by the record of its own request, and not logged only where that was looked for.</summary>
public sealed class WatchedInvocationTests
{
    private const string Cases = "live/invocation-records.json";
    private const string Id = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Only_its_own_record_counts(string name)
    {
        var one = Repository.Find<RecordCase>(Cases, name);
        var pages = 0;
        var aws = new FakeAws(_ => Page(one, pages++));
        var watched = Watch(aws, Id);

        await watched.LookAsync(new JumpingClock());

        var observed = watched.Observed;
        Assert.Equal(one.IsSeen, observed.IsSeen);
        Assert.Equal(one.NotRead is null, observed.NotRead is null);
        Assert.Contains(one.NotRead ?? "", observed.NotRead ?? "", StringComparison.Ordinal);
        Assert.InRange(aws.Calls.Count, 1, 101);
        Assert.All(aws.Calls, call => Assert.Contains($"\\u0022{Id}\\u0022", call.Content!.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\" ? \"")]
    [InlineData("0a1b2c3d4e5f4a6b8c7d9e0f1a2b3c4d")]
    public async Task Without_an_id_of_AWSs_form_nothing_is_asked(string? id)
    {
        var aws = new FakeAws(_ => "{}");
        var watched = Watch(aws, id);

        await watched.LookAsync(new JumpingClock());

        Assert.Equal("the answer has no request id by which its record is known", watched.Observed.NotRead);
        Assert.Empty(aws.Calls);
    }

    [Fact]
    public async Task A_refusal_is_no_proof_and_is_not_repeated()
    {
        var aws = new FakeAws(call => throw new AwsException(call.Operation, "111122223333", call.Region, 500, "<html>"));
        var watched = Watch(aws, Id);

        await watched.LookAsync(new JumpingClock());
        await watched.LookAsync(new JumpingClock());

        Assert.Null(watched.Observed.IsSeen);
        Assert.Single(aws.Calls);
    }

    [Theory]
    [InlineData("""{"loggingConfig":{"cloudWatchConfig":{"logGroupName":"team"},"s3Config":{"bucketName":"b"}}}""", "the log group team")]
    [InlineData("""{"loggingConfig":{"s3Config":{"bucketName":"b"}}}""", "the bucket b")]
    [InlineData("""{"loggingConfig":{"textDataDeliveryEnabled":true}}""", "has no destination")]
    [InlineData("""{"loggingConfig":{"cloudWatchConfig":"team"}}""", "has no destination")]
    [InlineData("{}", "no invocation logging stood in eu-west-1 before the scenario")]
    [InlineData("""{"loggingConfig":[]}""", "AWS's answer is not of the expected form")]
    [InlineData("nonsense", "the answer is not the expected JSON")]
    public async Task The_place_of_the_records_is_the_one_that_stands(string answer, string said)
    {
        var (log, reason) = await InvocationLog.FindAsync(new Place(new FakeAws(_ => answer), "eu-west-1"), new JumpingClock());

        Assert.Equal(log is null, reason is not null);
        Assert.Contains(said, log?.Name ?? reason, StringComparison.Ordinal);
    }

    private static WatchedInvocation Watch(FakeAws aws, string? id) =>
        new((new GroupInvocationLog(new Place(aws, "eu-west-1"), "team"), null), id, new JumpingClock().GetUtcNow());

    private static string Page(RecordCase one, int number)
    {
        var page = one.Pages[Math.Min(number, one.Pages.Count - 1)]!.DeepClone();
        if (page is JsonObject answer && (one.IsEndless || number + 1 < one.Pages.Count))
        {
            answer["nextToken"] = $"{number}";
        }

        return page is JsonValue text ? text.GetValue<string>() : page.ToJsonString();
    }

    private sealed record RecordCase(JsonArray Pages, bool? IsSeen = null, bool IsEndless = false, string? NotRead = null);
}
