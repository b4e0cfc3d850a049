using BedrockDefense.Sigma;

namespace BedrockDefense.Tests.Sigma;

public sealed class SigmaRuleTests
{
    private const string Rule = """
        title: T
        logsource:
          product: aws
          service: cloudtrail
        detection:
          selection:
            eventName: DeleteTrail
          condition: selection

        """;

    public static TheoryData<string> Faults => SigmaCases.Names("faults");

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_fault_is_reported_with_its_place(string name)
    {
        var one = SigmaCases.Find("faults", name);
        SigmaCases.AssertFaults(one.Texts("faults"), SigmaCases.AssertFaulty(string.Join("\n", one.Texts("yaml"))));
    }

    [Fact]
    public void Metadata_is_read()
    {
        var rule = SigmaRule.Parse(
            """
            title: Title
            id: 6d2ef541-4ac1-4f4d-8a2f-f6a2bdc0ac5a
            name: my_rule
            related:
              - id: 7d2ef541-4ac1-4f4d-8a2f-f6a2bdc0ac5a
                type: similar
            status: experimental
            description: Description
            license: MIT
            references: [https://example.com]
            author: Author
            date: 2026-01-31
            modified: 2026-02-01
            tags: [attack.t1685.002]
            fields: [a]
            falsepositives: [none known]
            level: critical
            scope: [server]
            next_step: Call somebody.
            """
                + "\n"
                + Rule[(Rule.IndexOf('\n', StringComparison.Ordinal) + 1)..],
            "rule.yml"
        );
        Assert.Equal(
            (
                "Title",
                "6d2ef541-4ac1-4f4d-8a2f-f6a2bdc0ac5a",
                "my_rule",
                SigmaStatus.Experimental,
                "Description",
                "Author",
                new DateOnly(2026, 1, 31),
                SigmaLevel.Critical,
                "Call somebody."
            ),
            (rule.Title, rule.Id, rule.Name, rule.Status, rule.Description, rule.Author, rule.Date, rule.Level, rule.NextStep)
        );
        Assert.Equal(["https://example.com"], rule.References);
        Assert.Equal(["attack.t1685.002"], rule.Tags);
        Assert.Equal(["none known"], rule.FalsePositives);
        Assert.Equal(new LogSource(null, "aws", "cloudtrail"), rule.LogSource);
    }

    [Theory]
    [InlineData("\uFEFF", "\n")]
    [InlineData("", "\r\n")]
    [InlineData("\uFEFF", "\r\n")]
    [InlineData("# a comment\n---\n", "\n")]
    public void A_byte_order_mark_and_other_line_ends_change_nothing(string before, string lineEnd)
    {
        var rule = SigmaRule.Parse(before + Rule.Replace("\n", lineEnd, StringComparison.Ordinal), "rule.yml");
        var match = Assert.IsType<FieldMatch>(Assert.Single(Assert.IsType<AllOf>(Assert.IsType<Selection>(rule.Detection).Part).Parts));
        Assert.Equal("eventName", match.Field.Text);
        Assert.Equal(5, match.Location.Column);
        Assert.Equal(before.StartsWith('#') ? 9 : 7, match.Location.Line);
    }

    [Fact]
    public void A_file_far_too_large_is_refused_unread() =>
        Assert.Equal(
            "rule.yml: the file has 10,000,000 characters; at most 200,000 are read",
            SigmaCases.AssertFaulty(new string('a', 10_000_000)).Message
        );

    [Theory]
    [InlineData("title", 256)]
    [InlineData("name", 256)]
    [InlineData("next_step", 1_000)]
    [InlineData("description", 65_535)]
    [InlineData("author", 65_535)]
    public void A_text_that_is_longer_than_it_may_be_is_remarked(string key, int maximum)
    {
        Assert.Empty(SigmaFile.Parse(Yaml(maximum), "rule.yml").Remarks);
        Assert.Equal(
            $"rule.yml:2:{key.Length + 3}: '{key}' has {maximum + 1:N0} characters; at most {maximum:N0}",
            Assert.Single(SigmaFile.Parse(Yaml(maximum + 1), "rule.yml").Remarks).ToString()
        );
        Assert.Equal("DeleteTrail", EventName(SigmaRule.Parse(Yaml(maximum + 1), "rule.yml")));

        string Yaml(int length) =>
            $"license: MIT\n{key}: {new string('a', length)}\n"
            + $"{(key == "title" ? Rule[(Rule.IndexOf('\n', StringComparison.Ordinal) + 1)..] : Rule)}";
    }

    [Fact]
    public void A_file_is_as_long_as_it_may_be_and_no_longer()
    {
        Assert.Equal("DeleteTrail", EventName(SigmaRule.Parse($"{Rule}{new string('#', 200_000 - Rule.Length)}", "rule.yml")));
        Assert.Equal(
            "rule.yml: the file has 200,001 characters; at most 200,000 are read",
            SigmaCases.AssertFaulty($"{Rule}{new string('#', 200_001 - Rule.Length)}").Message
        );
    }

    [Fact]
    public void Of_very_many_faults_the_first_hundred_are_listed()
    {
        var faults = SigmaCases.AssertFaulty(Rule + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"  k{i}: x\n"))).Faults;
        Assert.Equal(101, faults.Count);
        Assert.Equal("rule.yml: and 9,900 more", faults[^1].ToString());
    }

    [Fact]
    public void Aliases_that_would_explode_are_refused_at_the_first_anchor()
    {
        var levels = string.Concat(Enumerable.Range(1, 30).Select(i => $"l{i}: &l{i} [*l{i - 1}, *l{i - 1}]\n"));
        Assert.StartsWith(
            "rule.yml:1:5: not well-formed YAML: anchors",
            SigmaCases.AssertFaulty($"l0: &l0 [x]\n{levels}{Rule}").Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Depth_is_bounded(string opening)
    {
        var yaml = string.Concat(Enumerable.Repeat(opening, 40_000));
        Assert.Contains("nested more than 16 deep", SigmaCases.AssertFaulty(yaml).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not ")]
    [InlineData("(")]
    public void A_condition_nests_so_deep_and_no_deeper(string opening)
    {
        var yaml = Rule.Replace(
            "condition: selection",
            $"condition: {string.Concat(Enumerable.Repeat(opening, 40_000))}selection",
            StringComparison.Ordinal
        );
        Assert.Contains("the condition nests more than 50 deep", SigmaCases.AssertFaulty(yaml).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_search_identifiers_are_read()
    {
        var selections = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"  s{i}:\n    eventName: e{i}\n"));
        var rule = SigmaRule.Parse($"title: T\nlogsource:\n  product: aws\ndetection:\n{selections}  condition: 1 of s*\n", "rule.yml");
        Assert.Equal(1_000, Assert.IsType<AnyOf>(rule.Detection).Parts.Count);
    }

    [Fact]
    public void A_small_file_cannot_mean_millions_of_search_identifiers()
    {
        var selections = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"  s{i}:\n    a: b\n"));
        var condition = string.Join(" or ", Enumerable.Repeat("1 of s*", 5_000));
        Assert.Contains(
            "the condition means search identifiers more than 10,000 times",
            SigmaCases.AssertFaulty($"title: T\nlogsource:\n  product: aws\ndetection:\n{selections}  condition: {condition}\n").Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_of_several_rules_is_no_single_rule() =>
        Assert.Equal(
            "rule.yml: expected one detection rule; found 2 detection and 0 correlation rules",
            Assert.Throws<SigmaException>(() => SigmaRule.Parse($"{Rule}---\n{Rule}", "rule.yml")).Message
        );

    [Fact]
    public void Correlations_are_read_beside_the_rules_they_refer_to()
    {
        var file = SigmaFile.Parse(
            Rule
                + """
                ---
                title: Many
                correlation:
                  type: value_count
                  rules: [my_rule, 6d2ef541-4ac1-4f4d-8a2f-f6a2bdc0ac5a]
                  group-by: [who]
                  timespan: 90m
                  condition:
                    field: eventName
                    gt: 100
                    lte: 200
                  aliases:
                    who:
                      my_rule: userIdentity.arn
                level: high
                ---
                title: Then
                correlation:
                  type: temporal_ordered
                  rules: [a, b]
                  group-by: [userIdentity.arn]
                  timespan: 5m
                  generate: true
                """,
            "rule.yml"
        );
        Assert.Single(file.Rules);
        Assert.Equal(2, file.Correlations.Count);
        var many = file.Correlations[0];
        Assert.Equal(
            (CorrelationType.ValueCount, TimeSpan.FromMinutes(90), SigmaLevel.High, false),
            (many.Type, many.Timespan, many.Level, many.Generate)
        );
        Assert.Equal(["my_rule", "6d2ef541-4ac1-4f4d-8a2f-f6a2bdc0ac5a"], many.Rules);
        Assert.Equal(["who"], many.GroupBy);
        Assert.Equal(["eventName"], many.Fields);
        Assert.Equal(
            [new CountCriterion(CountComparison.LessOrEqual, 200), new CountCriterion(CountComparison.Greater, 100)],
            many.Condition
        );
        Assert.Equal("userIdentity.arn", many.Aliases["who"]["my_rule"]);
        var then = file.Correlations[1];
        Assert.Equal((CorrelationType.TemporalOrdered, true), (then.Type, then.Generate));
        Assert.Empty(then.Condition);
    }

    private static string? EventName(SigmaRule rule) =>
        Assert
            .IsType<TextTest>(Assert.Single(DetectionTree.FieldMatches(rule.Detection), match => match.Field.Text == "eventName").Test)
            .Pattern.Literal;
}
