using BedrockDefense.Conversion;
using BedrockDefense.Sigma;
using BedrockDefense.Tests.Sigma;

namespace BedrockDefense.Tests.Conversion;

public sealed class FilledRuleTests
{
    public static TheoryData<string> Detections => [.. DetectionCaseFile.Ids];

    [Theory]
    [MemberData(nameof(Detections))]
    public void A_filled_rule_answers_every_case_as_the_rule_with_its_placeholders_does(string id)
    {
        var file = DetectionCaseFile.Load(id);
        var filled = FilledRule.Of(file.Yaml, $"{id}.yml", file.Placeholders);
        Assert.DoesNotContain("expand", filled.ToYaml(), StringComparison.Ordinal);
        // JSON is YAML, so both forms can be read back.
        foreach (var text in (string[])[filled.ToYaml(), filled.ToJson().ToJsonString(JsonText.Options)])
        {
            var rule = SigmaRule.Parse(text, "filled.yml");
            Assert.Empty(RulePlaceholders.Of(rule));
            Assert.All(file.Cases, one => Assert.Equal(one.Matches, rule.Match(one.Record).IsMatch));
            Assert.Equal(
                (file.Rule.Title, file.Rule.Id, file.Rule.Level, file.Rule.Description),
                (rule.Title, rule.Id, rule.Level, rule.Description)
            );
        }
    }

    [Theory]
    [InlineData(@"a\b")]
    [InlineData(@"a\\b")]
    [InlineData(@"ends in \\")]
    [InlineData(@"\*literal\?")]
    [InlineData("*any?")]
    [InlineData("it's: [a] {b} # c")]
    [InlineData("\"quoted\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("line\nbreak")]
    public void A_filled_value_means_what_the_placeholder_stood_for(string value)
    {
        const string yaml = """
            title: T
            logsource:
              product: aws
              service: cloudtrail
            detection:
              selection:
                errorMessage|expand: 'x%v%y'
              condition: selection
            """;
        var placeholders = new Dictionary<string, IReadOnlyList<string>> { ["v"] = [value] };
        var expected = Pattern(SigmaRule.Parse(yaml, "rule.yml").Expand(placeholders));
        var filled = FilledRule.Of(yaml, "rule.yml", placeholders);
        Assert.Equal(expected, Pattern(SigmaRule.Parse(filled.ToYaml(), "filled.yml")));
        Assert.Equal(expected, Pattern(SigmaRule.Parse(filled.ToJson().ToJsonString(JsonText.Options), "filled.json")));
    }

    [Fact]
    public void Two_keys_that_would_become_one_are_refused()
    {
        const string yaml = """
            title: T
            logsource:
              product: aws
              service: cloudtrail
            detection:
              selection:
                errorMessage: x
                errorMessage|expand: '%v%'
              condition: selection
            """;
        var exception = Assert.Throws<SigmaException>(() =>
            FilledRule.Of(yaml, "rule.yml", new Dictionary<string, IReadOnlyList<string>> { ["v"] = ["y"] })
        );
        Assert.Contains("would become one", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_placeholder_without_a_value_is_refused() =>
        Assert.Throws<SigmaException>(() =>
            FilledRule.Of(
                Repository.Policy("detections/bedrock-logging-deletion-by-non-admin/rule.yml"),
                "rule.yml",
                new Dictionary<string, IReadOnlyList<string>>()
            )
        );

    private static IEnumerable<TextPart> Pattern(SigmaRule rule) => Assert.IsType<TextTest>(Only(rule.Detection).Test).Pattern.Parts;

    private static FieldMatch Only(DetectionNode node) =>
        node switch
        {
            Selection selection => Only(selection.Part),
            AllOf all => Only(Assert.Single(all.Parts)),
            AnyOf any => Only(Assert.Single(any.Parts)),
            _ => Assert.IsType<FieldMatch>(node),
        };
}
