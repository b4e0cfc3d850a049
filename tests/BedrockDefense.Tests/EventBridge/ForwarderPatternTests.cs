using System.Text.Json;
using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;

namespace BedrockDefense.Tests.EventBridge;

/// <summary>The forwarders lose nothing that a detection would match, in as few patterns as fit.</summary>
public sealed class ForwarderPatternTests
{
    [Fact]
    public void One_pattern_serves_detections_of_several_services()
    {
        var forwarder = Assert.Single(
            ForwarderPattern.Of([
                Pattern("""{"source":["aws.bedrock"],"detail-type":["T"],"detail":{"eventName":["A"],"errorCode":["X"]}}"""),
                Pattern("""{"source":["aws.logs"],"detail-type":["T"],"detail":{"eventName":["B","A"]}}"""),
            ])
        );

        Assert.Equal("""{"source":["aws.bedrock","aws.logs"],"detail-type":["T"],"detail":{"eventName":["A","B"]}}""", forwarder.Json);
        Assert.False(forwarder.NeedsAllManagementEvents);
    }

    [Fact]
    public void Read_only_calls_have_a_pattern_of_their_own()
    {
        var forwarders = ForwarderPattern.Of([
            Pattern("""{"source":["aws.bedrock"],"detail-type":["T"],"detail":{"eventName":["GetIt"]}}""", needsAll: true),
            Pattern("""{"source":["aws.bedrock"],"detail-type":["T"],"detail":{"eventName":["DeleteIt"]}}"""),
        ]);

        Assert.Equal(
            [("DeleteIt", false), ("GetIt", true)],
            forwarders.Select(forwarder => (Name(forwarder), forwarder.NeedsAllManagementEvents))
        );
    }

    [Fact]
    public void Alternatives_are_about_the_calls_of_each()
    {
        var forwarder = Assert.Single(
            ForwarderPattern.Of([
                Pattern(
                    """
                    {"source":["aws.sns","aws.sqs"],"detail-type":["T"],"detail":{"$or":[{"eventName":["A"]},{"eventName":["B"],
                    "x":[1]}]}}
                    """
                ),
            ])
        );

        Assert.EndsWith("""{"eventName":["A","B"]}}""", forwarder.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_detection_that_names_no_call_lets_all_calls_of_its_service_through_and_no_others()
    {
        var forwarders = ForwarderPattern.Of([
            Pattern("""{"source":["aws.sns"],"detail-type":["T"],"detail":{"$or":[{"eventName":["A"]},{"x":[1]}]}}"""),
            Pattern("""{"source":["aws.bedrock"],"detail-type":["T"],"detail":{"eventName":["B"]}}"""),
        ]);

        Assert.Equal(
            [
                """{"source":["aws.sns"],"detail-type":["T"]}""",
                """{"source":["aws.bedrock"],"detail-type":["T"],"detail":{"eventName":["B"]}}""",
            ],
            forwarders.Select(forwarder => forwarder.Json)
        );
    }

    [Fact]
    public void Too_many_names_for_one_pattern_are_split_and_every_name_is_in_one()
    {
        string[] names = [.. Enumerable.Range(0, 100).Select(number => $"AnEventNameOfSomeLengthThatIsNumber{number}")];

        var forwarders = ForwarderPattern.Of([
            Pattern($$$"""{"source":["aws.bedrock"],"detail-type":["T"],"detail":{"eventName":{{{JsonSerializer.Serialize(names)}}}}}"""),
        ]);

        Assert.All(forwarders, forwarder => Assert.InRange(forwarder.Json.Length, 1, EventPatternLimits.DefaultCharacterQuota));
        Assert.Equal(3, forwarders.Count);
        Assert.All(names, name => Assert.Single(forwarders, forwarder => forwarder.Json.Contains($"\"{name}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Patterns_of_exactly_the_quota_fit_and_no_longer_ones()
    {
        Assert.Equal([2_048], Lengths(Name(1_000), Name(971)));
        Assert.Equal([1_074, 1_046], Lengths(Name(1_000), Name(972)));
        Assert.Equal([2_048], Lengths(Name(1_974)));
        Assert.StartsWith(
            "a forwarder's pattern has 2,049 characters, more than EventBridge takes: {\"source\":[\"aws.bedrock\"]",
            Assert.Throws<InvalidInputException>(() => Lengths(Name(1_975))).Message,
            StringComparison.Ordinal
        );

        static IEnumerable<int> Lengths(params IEnumerable<string> names) =>
            ForwarderPattern
                .Of([
                    Pattern(
                        $$$"""{"source":["aws.bedrock"],"detail-type":["T"],"detail":{"eventName":{{{JsonSerializer.Serialize(names)}}}}}"""
                    ),
                ])
                .Select(forwarder => forwarder.Json.Length);

        // Names of one letter and another length are two names.
        static string Name(int length) => new('n', length);
    }

    [Fact]
    public void A_name_of_several_services_is_in_one_pattern_only()
    {
        var others = string.Join(',', Enumerable.Range(0, 150).Select(number => $"\"PutSomethingLong{number}\""));
        var forwarders = ForwarderPattern.Of([
            Pattern(
                """
                {"source":["aws.cloudtrail"],"detail-type":["AWS API Call via CloudTrail"],"detail":{"eventName":["PutResourcePolicy",
                "StopLogging"]}}
                """
            ),
            Pattern($$$"""{"source":["aws.iam"],"detail-type":["AWS API Call via CloudTrail"],"detail":{"eventName":[{{{others}}}]}}"""),
            Pattern(
                """
                {"source":["aws.logs","aws.cloudtrail"],"detail-type":["AWS API Call via CloudTrail"],
                "detail":{"eventName":[{"equals-ignore-case":"putresourcepolicy"},"DeleteLogGroup"]}}
                """
            ),
        ]);

        Assert.True(forwarders.Count > 1);
        Assert.Single(forwarders, forwarder => forwarder.Json.Contains("PutResourcePolicy", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_detection_of_any_service_is_refused() =>
        Assert.Contains(
            "no source",
            Assert.Throws<InvalidInputException>(() => ForwarderPattern.Of([Pattern("""{"detail":{"eventName":["A"]}}""")])).Message,
            StringComparison.Ordinal
        );

    private static string Name(ForwarderPattern forwarder)
    {
        using var pattern = JsonDocument.Parse(forwarder.Json);
        return pattern.RootElement.GetProperty("detail").GetProperty("eventName")[0].GetString()!;
    }

    private static CompiledPattern Pattern(string json, bool needsAll = false) => new(json, needsAll, ContainsWildcard: false);
}
