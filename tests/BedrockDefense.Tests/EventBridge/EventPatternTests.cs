using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BedrockDefense.EventBridge;

namespace BedrockDefense.Tests.EventBridge;

public sealed class EventPatternTests
{
    [Theory]
    [InlineData("""{"d":{"eventName":["Delete"]}}""", "d.eventName is \"Delete\"")]
    [InlineData(
        """{"d":{"eventName":[{"prefix":"Del"}],"errorCode":[{"exists":false}]}}""",
        "d.errorCode is absent; d.eventName is \"Delete\" (prefix \"Del\")"
    )]
    [InlineData("""{"d":{"n":[5],"z":[null]}}""", "d.n is 5; d.z is null")]
    [InlineData("""{"d":{"l":{"k":["b"]}}}""", "d.l.k is \"b\"")]
    [InlineData("""{"d":{"ip":["203.0.113.7"]}}""", "d.ip is \"203.0.113.7\" (\"203.0.113.7\")")]
    public void A_match_names_the_values_that_decided(string pattern, string reason) =>
        Assert.Equal(new PatternVerdict(true, reason), Match(pattern));

    [Theory]
    [InlineData("""{"d":{"eventName":["Put"]}}""", "d.eventName is \"Delete\", not \"Put\"")]
    [InlineData(
        """{"d":{"eventName":[{"equals-ignore-case":"PUT"},{"wildcard":"G*"}]}}""",
        "d.eventName is \"Delete\", none of: equals-ignore-case \"PUT\", wildcard \"G*\""
    )]
    [InlineData("""{"d":{"errorCode":[{"prefix":"Access"}]}}""", "d.errorCode is absent")]
    [InlineData("""{"d":{"eventName":[{"exists":false}]}}""", "d.eventName is \"Delete\", not absent")]
    [InlineData("""{"d":{"l":[{"exists":true}]}}""", "d.l is a list, not a value")]
    [InlineData("""{"d":{"o":[{"exists":true}]}}""", "d.o is an object, not a value")]
    [InlineData("""{"d":{"e":[{"exists":true}]}}""", "d.e is an empty list, not a value")]
    [InlineData("""{"d":{"n":[{"numeric":[">",5,"<=",9.5]}]}}""", "d.n is 5, not numeric > 5 and <= 9.5")]
    [InlineData(
        """{"d":{"l":{"k":["a"],"v":[2]}}}""",
        "each field has a fitting value, but not within the same list element: d.l.k, d.l.v"
    )]
    [InlineData(
        """{"d":{"eventName":["Put"],"n":[6]},"x":["y"]}""",
        "d.eventName is \"Delete\", not \"Put\"; d.n is 5, not 6; x is absent"
    )]
    [InlineData(
        """{"d":{"$or":[{"n":[6]},{"eventName":["Put"]}]}}""",
        "none of 2 alternatives: (1) d.n is 5, not 6 (2) d.eventName is \"Delete\", not \"Put\""
    )]
    [InlineData("""{"x":["y"],"d":{"$or":[{"n":[6]},{"eventName":["Delete"]}]}}""", "x is absent")]
    [InlineData("""{"d":{"agent":["curl"]}}""", "d.agent is \"a\\u000a\\\"b\\u202ec\\u001b[31m\", not \"curl\"")]
    public void A_miss_names_the_field_that_decided(string pattern, string reason) =>
        Assert.Equal(new PatternVerdict(false, reason), Match(pattern));

    [Fact]
    public void Long_values_and_long_lists_are_cut_in_reasons()
    {
        var values = string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"{i}{new string('x', 500)}\""));

        var reason = Match("""{"a":["y"]}""", $$"""{"a":[{{values}}]}""").Reason;

        Assert.InRange(reason.Length, 100, 600);
        Assert.Contains("xxx…", reason, StringComparison.Ordinal);
        Assert.EndsWith("and 46 more, not \"y\"", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void What_is_no_object_matches_nothing(string @event) =>
        Assert.Equal(new PatternVerdict(false, "the event is not a JSON object"), Match("""{"a":[{"exists":false}]}""", @event));

    [Fact]
    public void Half_a_surrogate_pair_in_a_name_or_a_value_does_no_harm() =>
        Assert.Equal(
            new PatternVerdict(false, "a is \"\\\\ud800x\", not \"y\""),
            Match("""{"a":["y"]}""", """{"\udc00":1,"a":"\ud800x"}""")
        );

    [Fact]
    public void The_submitted_form_has_no_white_space_between_tokens()
    {
        const string pattern = "\uFEFF{ \"a b\" :\n\t[ \"c \\\" d\\\\\" , 5 ] }\r\n";

        var parsed = EventPattern.Parse(pattern);

        Assert.Equal("{\"a b\":[\"c \\\" d\\\\\",5]}", parsed.Json);
        Assert.Equal(parsed.Json.Length, parsed.CharacterCount);
    }

    [Theory]
    [InlineData("""{"a":[{"wildcard":"x*"}]}""", true)]
    [InlineData("""{"a":[{"anything-but":{"wildcard":["x*"]}}]}""", true)]
    [InlineData("""{"$or":[{"a":["b"]},{"a":[{"wildcard":"x*"}]}]}""", true)]
    [InlineData("""{"wildcard":["b"]}""", false)]
    public void A_pattern_knows_whether_it_uses_wildcards(string pattern, bool expected) =>
        Assert.Equal(expected, EventPattern.Parse(pattern).ContainsWildcard);

    [Fact]
    public void Large_lists_of_objects_are_matched_element_by_element()
    {
        var elements = string.Join(',', Enumerable.Range(0, 5000).Select(i => $$"""{"k":"{{i}}","v":{{i}}}"""));

        Assert.True(Match("""{"l":{"k":["4999"],"v":[4999]}}""", $$"""{"l":[{{elements}}]}""").IsMatch);
        Assert.False(Match("""{"l":{"k":[{"exists":true}],"v":[-1]}}""", $$"""{"l":[{{elements}}]}""").IsMatch);
    }

    private static PatternVerdict Match(
        [StringSyntax(StringSyntaxAttribute.Json)] string pattern,
        [StringSyntax(StringSyntaxAttribute.Json)] string? @event = null
    )
    {
        using var document = JsonDocument.Parse(
            @event
                ?? """
                {"d":{"eventName":"Delete","n":5,"z":null,"ip":"203.0.113.7","l":[{"k":"a","v":1},{"k":"b","v":2}],"o":{"x":1},"e":[],
                "agent":"a\n\"b\u202ec\u001b[31m"}}
                """
        );
        return EventPattern.Parse(pattern).Match(document.RootElement);
    }
}
