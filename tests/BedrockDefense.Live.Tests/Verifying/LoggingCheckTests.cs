using System.Text.Json.Nodes;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Tests.Fakes;
using BedrockDefense.Live.Verifying;
using BedrockDefense.Live.Verifying.Deep;

namespace BedrockDefense.Live.Tests.Verifying;

/// <summary>A logging configuration is compared setting by setting.</summary>
public sealed class LoggingCheckTests
{
    private const string Cases = "live/logging.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_differs_is_told(string name)
    {
        var one = Repository.Find<LoggingCase>(Cases, name);

        Assert.Equal(
            one.Differences,
            LoggingCheck.Differences(one.Declared, one.Found).Select(found => $"{found.Field}: {found.Declared} -> {found.Found}")
        );
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"loggingConfig":{}}""", null)]
    [InlineData("""{"loggingConfig":{"textDataDeliveryEnabled":true}}""", null)]
    [InlineData("""{"loggingConfig":{"cloudWatchConfig":{"logGroupName":"team"}}}""", "team")]
    [InlineData("""{"loggingConfig":{"cloudWatchConfig":{"logGroupName":"team"},"s3Config":{"bucketName":"b"}}}""", "team and b")]
    public async Task Where_nothing_is_wanted_it_is_told_whether_and_where_to_anything_is_logged(string answer, string? destination)
    {
        var found = await LoggingCheck.OfAsync(new Place(new FakeAws(_ => answer), "eu-west-1"), machine: null);

        Assert.Empty(found.Deviations);
        Assert.Equal([new UndeclaredLogging("111122223333", "eu-west-1", destination)], found.Logging);
    }

    private sealed record LoggingCase(JsonObject Declared, JsonObject Found, IReadOnlyList<string> Differences);
}
