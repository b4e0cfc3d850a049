using System.Text.Json.Nodes;
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

    private sealed record LoggingCase(JsonObject Declared, JsonObject Found, IReadOnlyList<string> Differences);
}
