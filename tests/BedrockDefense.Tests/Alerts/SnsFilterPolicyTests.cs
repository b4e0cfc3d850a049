using System.Text.Json;
using BedrockDefense.Alerts;

namespace BedrockDefense.Tests.Alerts;

/// <summary>Runs <c>cases/sns-filters/message-body.json</c>. The file says where its answers come from.</summary>
public sealed class SnsFilterPolicyTests
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "cases", "sns-filters", "message-body.json");

    public static TheoryData<string> Cases()
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(File));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_policy_delivers_what_SNS_delivers_and_is_refused_where_SNS_refuses_it(string name)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(File));
        var @case = document.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        var policy = @case.GetProperty("policy").GetRawText();
        if (@case.TryGetProperty("fault", out var fault))
        {
            var exception = Assert.Throws<InvalidFilterPolicyException>(() => SnsFilterPolicy.Parse(policy));
            Assert.Contains(fault.GetString()!, exception.Message, StringComparison.Ordinal);
            return;
        }

        var parsed = SnsFilterPolicy.Parse(policy);
        Assert.All(Bodies("matches"), body => Assert.True(parsed.Match(body).IsMatch, body));
        Assert.All(Bodies("misses"), body => Assert.False(parsed.Match(body).IsMatch, body));

        IEnumerable<string> Bodies(string list) => @case.GetProperty(list).EnumerateArray().Select(body => body.GetString()!);
    }

    [Theory]
    [InlineData("""{"severity":"low"}""", "severity is \"low\", not \"high\"")]
    [InlineData("""{"other":1}""", "severity is absent")]
    [InlineData("\"a text\"\n\"message\"", "the message body is not JSON")]
    [InlineData("\"a text message\"", "the message body is JSON but no object")]
    public void A_miss_says_why(string body, string reason) =>
        Assert.Equal(reason, SnsFilterPolicy.Parse("""{"severity":["high"]}""").Match(body).Reason);

    [Fact]
    public void A_policy_of_exactly_256_KB_is_accepted() =>
        Assert.True(
            SnsFilterPolicy
                .Parse($$"""{"a":["{{new string('x', (256 * 1024) - 10)}}"]}""")
                .Match($$"""{"a":"{{new string('x', (256 * 1024) - 10)}}"}""")
                .IsMatch
        );

    [Fact]
    public void A_policy_over_256_KB_is_refused()
    {
        var policy = $$"""{"a":["{{new string('x', (256 * 1024) - 9)}}"]}""";

        var exception = Assert.Throws<InvalidFilterPolicyException>(() => SnsFilterPolicy.Parse(policy));

        Assert.Contains("bytes; SNS allows 262144", exception.Message, StringComparison.Ordinal);
    }
}
