using BedrockDefense.Catalog;

namespace BedrockDefense.Tests.Catalog;

public sealed class RuleSetTests
{
    private const string Id = "6d2ef541-4ac1-4f4d-8a2f-f6a2bdc0ac5a";

    [Theory]
    [InlineData("name: a", "a")]
    [InlineData("name: other", Id)]
    [InlineData("name: other", "6D2EF541-4AC1-4F4D-8A2F-F6A2BDC0AC5A")]
    [InlineData("name: other", "Title of a")]
    public void A_correlation_finds_its_rules_by_name_id_or_title_in_its_file_or_another(string name, string reference)
    {
        var rule = Rule("a", $"{name}\nid: {Id}");
        var correlation = Correlation(
            $"type: temporal, rules: [{reference}], timespan: 1h, group-by: [who], aliases: {{who: {{{reference}: userIdentity.arn}}}}"
        );
        foreach (
            var set in new[]
            {
                RuleSet.Read([("one.yml", $"{correlation}---\n{rule}")]),
                RuleSet.Read([("c.yml", correlation), ("r.yml", rule)]),
            }
        )
        {
            Assert.Empty(set.Faults);
            Assert.Empty(set.Detections);
            var hunt = Assert.Single(set.Hunts);
            Assert.Equal("userIdentity.arn", hunt.FieldOf("who", Assert.Single(hunt.Rules)));
        }
    }

    [Fact]
    public void A_rule_of_the_own_file_comes_before_one_of_another() =>
        Assert.Equal(
            "c.yml",
            Assert
                .Single(
                    Assert
                        .Single(
                            RuleSet
                                .Read([
                                    ("r.yml", Rule("a", "name: a")),
                                    ("c.yml", $"{Correlation("type: temporal, rules: [a], timespan: 1h")}---\n{Rule("a", "name: a")}"),
                                ])
                                .Hunts
                        )
                        .Rules
                )
                .File
        );

    [Theory]
    [InlineData("false", "")]
    [InlineData("true", "r")]
    public void A_correlated_rule_is_looked_for_by_itself_where_the_correlation_generates_it(string generate, string detections)
    {
        var set = RuleSet.Read([
            ("c.yml", Correlation($"type: temporal, rules: [a], timespan: 1h, generate: {generate}")),
            ("r.yml", Rule("a", "name: a")),
        ]);
        Assert.Single(set.Hunts);
        Assert.Equal(detections, string.Join(' ', set.Detections.Select(detection => detection.Id)));
    }

    [Fact]
    public void Of_rules_in_a_file_each_is_looked_for_and_a_faulty_one_left_out()
    {
        var set = RuleSet.Read([
            (
                "many.yml",
                $"{Rule("a", "level: low")}---\n"
                    + $"{Rule("b", "x: y").Replace("condition: selection", "condition: selektion", StringComparison.Ordinal)}---\n"
                    + $"{Rule("c", "level: high")}"
            ),
        ]);
        Assert.Equal(
            ["many#1 Title of a", "many#2 Title of c"],
            set.Detections.Select(detection => $"{detection.Id} {detection.Rule.Title}")
        );
        Assert.StartsWith("many.yml:13:14:", Assert.Single(set.Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_correlation_is_faulty_its_rules_are_not_looked_for_alone()
    {
        var set = RuleSet.Read([("c.yml", $"{Correlation("type: event_count, rules: [a], timespan: 1h")}---\n{Rule("a", "name: a")}")]);
        Assert.Empty(set.Detections);
        Assert.Empty(set.Hunts);
        Assert.Equal("c.yml:2:14: a count needs a condition, e.g. gte: 10", Assert.Single(set.Faults).ToString());
    }

    [Theory]
    [InlineData("{product: aws, service: cloudtrail}", true)]
    [InlineData("{product: AWS, service: CloudTrail}", true)]
    [InlineData("{product: aws}", true)]
    [InlineData("{service: cloudtrail}", true)]
    [InlineData("{product: aws, service: cloudtrail, definition: all events}", true)]
    [InlineData("{product: windows, service: security}", false)]
    [InlineData("{product: aws, service: guardduty}", false)]
    [InlineData("{product: azure, service: cloudtrail}", false)]
    [InlineData("{category: process_creation}", false)]
    [InlineData("{category: process_creation, product: aws}", false)]
    public void A_rule_for_another_log_is_named_and_not_looked_for(string logSource, bool isCloudTrail)
    {
        var rule = Rule("a", "name: a").Replace("{product: aws, service: cloudtrail}", logSource, StringComparison.Ordinal);
        var alone = RuleSet.Read([("r.yml", rule)]);
        Assert.Equal(isCloudTrail ? 1 : 0, alone.Detections.Count);
        var correlated = RuleSet.Read([("r.yml", rule), ("c.yml", Correlation("type: temporal, rules: [a], timespan: 1h"))]);
        Assert.Equal(isCloudTrail ? 1 : 0, correlated.Hunts.Count);
        foreach (var set in new[] { alone, correlated })
        {
            Assert.Empty(set.Faults);
            Assert.Equal(isCloudTrail ? [] : ["r.yml:3:12"], set.OtherLogs.Select(fault => fault.Location!.ToString()));
        }
    }

    [Theory]
    [InlineData("logsource: {product: aws, service: cloudtrail}", 1)]
    [InlineData("logsource: {product: okta}", 0)]
    public void A_correlation_may_name_the_log_of_its_rules(string line, int hunts) =>
        Assert.Equal(
            hunts,
            RuleSet
                .Read([("c.yml", $"{Correlation("type: temporal, rules: [a], timespan: 1h")}{line}\n---\n{Rule("a", "name: a")}")])
                .Hunts.Count
        );

    [Fact]
    public void A_reference_that_several_rules_answer_to_is_refused_with_its_place() =>
        Assert.Equal(
            "c.yml:2:39: 2 rules are called \"a\"; give each a name of its own",
            Assert
                .Single(
                    RuleSet
                        .Read([
                            ("c.yml", Correlation("type: temporal, rules: [a], timespan: 1h")),
                            ("r.yml", Rule("a", "name: a")),
                            ("s.yml", Rule("a", "name: a")),
                        ])
                        .Faults
                )
                .ToString()
        );

    private static string Correlation(string correlation) => $"title: C\ncorrelation: {{{correlation}}}\nlevel: high\n";

    private static string Rule(string name, string more) =>
        $"title: Title of {name}\n{more}\nlogsource: {{product: aws, service: cloudtrail}}\ndetection:\n  selection: "
        + $"{{eventName: {name}}}\n  condition: selection\n";
}
