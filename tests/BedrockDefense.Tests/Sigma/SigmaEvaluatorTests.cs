using System.Text.Json;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Tests.Sigma;

public sealed class SigmaEvaluatorTests
{
    public static TheoryData<string> Cases => SigmaCases.Names("evaluation");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Matches_what_the_specification_says(string name)
    {
        var one = SigmaCases.Find("evaluation", name);
        var rule = SigmaCases.RuleOf(one);
        Assert.All(one.GetProperty("matches").EnumerateArray(), record => Assert.True(rule.Match(record).IsMatch, record.GetRawText()));
        Assert.All(one.GetProperty("misses").EnumerateArray(), record => Assert.False(rule.Match(record).IsMatch, record.GetRawText()));
    }

    [Theory]
    [InlineData("{\"eventName\":\"A\"}", "match: a holds, b does not hold")]
    [InlineData("{\"eventName\":\"A\",\"errorCode\":\"B\"}", "no match: b holds")]
    [InlineData("{}", "no match: a does not hold")]
    [InlineData("{\"userAgent\":\"C\"}", "match: c holds")]
    public void A_verdict_names_the_search_identifiers_that_settle_it(string record, string verdict)
    {
        var rule = Rule(
            """
              a:
                eventName: A
              b:
                errorCode: B
              c:
                userAgent: C
              condition: c or (a and not b)
            """
        );
        var decided = rule.Match(JsonDocument.Parse(record).RootElement).ToString();
        // This test leaves out what the alternative c contributed when it did not match.
        Assert.Equal(verdict, decided.Replace("c does not hold, ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_placeholder_that_is_not_filled_is_refused()
    {
        var rule = Rule(
            """
              selection:
                userIdentity.arn|expand: '%admins%'
              condition: selection
            """
        );
        var refusal = Assert.Throws<SigmaException>(() => rule.Match(JsonDocument.Parse("{}").RootElement));
        Assert.Equal("rule.yml:7:5: the placeholder %admins% is not filled; expand the rule first", refusal.Message);
    }

    [Fact]
    public void Of_several_placeholders_in_a_text_the_first_is_named()
    {
        var rule = Rule(
            """
              selection:
                userIdentity.arn|expand: '%one%-%two%'
              condition: selection
            """
        );
        Assert.Equal(
            "rule.yml:7:5: the placeholder %one% is not filled; expand the rule first",
            Assert.Throws<SigmaException>(() => new SigmaEvaluator(rule)).Message
        );
    }

    [Fact]
    public void A_text_in_an_object_is_refused()
    {
        var rule = Rule(
            """
              selection:
                requestParameters|contains: Suspended
              condition: selection
            """
        );
        var refusal = Assert.Throws<SigmaException>(() => rule.Match(JsonDocument.Parse("{}").RootElement));
        Assert.Equal(
            "rule.yml:7:5: requestParameters is an object in CloudTrail events; name the field inside it, e.g. requestParameters.name",
            refusal.Message
        );
    }

    [Theory]
    [InlineData("arn:aws:iam::1:role/team-a/Admin", true)]
    [InlineData("arn:aws:iam::1:role/Owner", true)]
    [InlineData("arn:aws:iam::1:role/%x%", true)]
    [InlineData("arn:aws:iam::1:role/Admin", false)]
    [InlineData("arn:aws:iam::1:role/owner", false)]
    [InlineData("arn:aws:iam::1:role/y", false)]
    public void Placeholders_are_filled_with_any_of_their_values_whose_stars_are_wildcards(string arn, bool matches)
    {
        var rule = Rule(
                """
                  selection:
                    userIdentity.arn|cased|expand:
                      - 'arn:aws:iam::%account%:role/%admins%'
                      - 'arn:aws:iam::%account%:role/\%x%'
                  condition: selection
                """
            )
            .Expand(new Dictionary<string, IReadOnlyList<string>> { ["admins"] = ["*/Admin", "Owner"], ["account"] = ["1", "2"] });
        var record = JsonSerializer.SerializeToElement(new { userIdentity = new { arn } });
        Assert.Equal(matches, rule.Match(record).IsMatch);
    }

    [Fact]
    public void An_unknown_placeholder_is_named_with_those_that_are_known()
    {
        var rule = Rule(
            """
              selection:
                userIdentity.arn|expand: '%admins%'
                userIdentity.type|expand: '%types%'
              condition: selection
            """
        );
        var refusal = Assert.Throws<SigmaException>(() =>
            rule.Expand(new Dictionary<string, IReadOnlyList<string>> { ["administrators"] = ["x"], ["types"] = [] })
        );
        Assert.Equal(
            [
                "rule.yml:7:5: no value for the placeholder %admins%; given: %administrators%, %types%",
                "rule.yml:8:5: no value for the placeholder %types%; given: %administrators%, %types%",
            ],
            refusal.Faults.Select(fault => fault.ToString())
        );
    }

    private static SigmaRule Rule(string detection) =>
        SigmaRule.Parse($"title: T\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n{detection}\n", "rule.yml");
}
