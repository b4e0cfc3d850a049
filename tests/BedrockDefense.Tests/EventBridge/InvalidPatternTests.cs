using BedrockDefense.EventBridge;

namespace BedrockDefense.Tests.EventBridge;

public sealed class InvalidPatternTests
{
    [Fact]
    public void Every_fault_is_reported_with_its_path_line_and_column()
    {
        const string pattern = """
            {
              "source": "aws.bedrock",
              "detail": {
                "eventName": [{"regex": "Del.*"}, ["x"]],
                "userIdentity": {}
              }
            }
            """;

        var exception = Assert.Throws<InvalidPatternException>(() => EventPattern.Parse(pattern, "p.json"));

        Assert.Equal(
            [
                "p.json:2:13: source: a field takes a list of values or an object of fields; write [\"aws.bedrock\"]",
                "p.json:4:19: detail.eventName: unknown operator \"regex\"; the operators are prefix, suffix,"
                    + " equals-ignore-case, wildcard, anything-but, numeric, exists, cidr",
                "p.json:4:39: detail.eventName: a list inside a list is not allowed; put the values into one list",
                "p.json:5:21: detail.userIdentity: an empty object is not allowed; name a field or leave the key out",
            ],
            exception.Faults.Select(fault => fault.ToString())
        );
    }

    [Theory]
    [InlineData("{\"a\":[\"b\"]", "pattern:1:11: not valid JSON")]
    [InlineData("{\"a\":[\"b\"]} x", "not valid JSON")]
    [InlineData("", "not valid JSON")]
    [InlineData("{\"a\":[\"\\ud800\"]}", "pattern:1:7: not valid JSON: a string holds half a surrogate pair")]
    [InlineData(
        "{\"a\":[{\"equals-ignore-case\":\"straße\"}]}",
        "a: equals-ignore-case \"straße\": the letter \"ß\" has no single upper and lower case form"
    )]
    [InlineData("{\"a\":[{\"anything-but\":{\"prefix\":[]}}]}", "a: anything-but prefix excludes nothing")]
    [InlineData(
        "{\"a\":[{\"numeric\":[\">\",5,\"<\",3]}]}",
        "a: numeric [\">\", 5, \"<\", 3]: the lower bound must be less than the upper bound"
    )]
    [InlineData("{\"a\":[{\"wildcard\":\"Del**\"}]}", "a: wildcard \"Del**\" has two stars in a row")]
    [InlineData("{\"a\u202e\":\"x\"}", "a\\u202e: a field takes a list")]
    public void The_reason_names_the_fault(string pattern, string reason)
    {
        var exception = Assert.Throws<InvalidPatternException>(() => EventPattern.Parse(pattern));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Alternatives_that_multiply_beyond_a_thousand_are_refused()
    {
        static string Or(int i) => $$"""{"$or":[{"a{{i}}":[1]},{"b{{i}}":[1]}]}""";
        var ten = string.Join(',', Enumerable.Range(0, 9).Select(i => $"\"f{i}\":{Or(i)}"));

        Assert.Equal(9, EventPattern.Parse("{" + ten + "}").Json.Split("$or").Length - 1);
        var exception = Assert.Throws<InvalidPatternException>(() => EventPattern.Parse("{" + ten + ",\"x\":" + Or(9) + "}"));
        Assert.Contains("more than 1000 combinations", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_beyond_the_API_maximum_is_refused_however_it_is_laid_out()
    {
        static string Pattern(int length) => $$"""{ "a": ["{{new string('x', length)}}"] }""";

        Assert.Equal(4096, EventPattern.Parse(Pattern(4096 - 10)).CharacterCount);
        var exception = Assert.Throws<InvalidPatternException>(() => EventPattern.Parse(Pattern(4096)));
        Assert.Contains("characters without white space; EventBridge accepts 4096", exception.Message, StringComparison.Ordinal);
    }
}
