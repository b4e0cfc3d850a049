using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;

namespace BedrockDefense.Tests.Sigma;

public sealed class EventBridgeCompilerTests
{
    public static TheoryData<string> Patterns => SigmaCases.Names("patterns");

    public static TheoryData<string> Refusals => SigmaCases.Names("refusals");

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Compiles_to_the_expected_pattern(string name)
    {
        var one = SigmaCases.Find("patterns", name);
        var compiled = EventBridgeCompiler.Compile(SigmaCases.RuleOf(one));
        Assert.Equal(one.GetProperty("pattern").GetString(), compiled.Json);
        Assert.Equal(one.GetProperty("needsAllManagementEvents").GetBoolean(), compiled.NeedsAllManagementEvents);
        Assert.Equal(one.GetProperty("containsWildcard").GetBoolean(), compiled.ContainsWildcard);
        Assert.Equal(compiled.Json, EventPattern.Parse(compiled.Json).Json);
        Assert.Equal(compiled.ContainsWildcard, EventPattern.Parse(compiled.Json).ContainsWildcard);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Refuses_with_every_reason(string name)
    {
        var one = SigmaCases.Find("refusals", name);
        var rule = SigmaCases.RuleOf(one);
        SigmaCases.AssertFaults(
            one.Texts("reasons"),
            Assert.Throws<NotSupportedByEventBridgeException>(() => EventBridgeCompiler.Compile(rule))
        );
    }

    [Fact]
    public void Refuses_another_log_source()
    {
        var rule = SigmaRule.Parse("title: T\nlogsource:\n  product: windows\ndetection:\n  s:\n    a: b\n  condition: s\n", "rule.yml");
        Assert.Contains(
            "logsource product aws and service cloudtrail",
            Assert.Throws<NotSupportedByEventBridgeException>(() => EventBridgeCompiler.Compile(rule)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Refuses_a_pattern_beyond_the_limit_and_says_its_length()
    {
        var rule = SigmaRule.Parse(
            "title: T\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  s:\n    errorCode: '"
                + $"{new string('x', 2_000)}'\n  condition: s\n",
            "rule.yml"
        );
        var length = EventBridgeCompiler.Compile(rule, EventPatternLimits.ApiMaximumCharacters).Length;
        Assert.InRange(length, 2_049, 2_200);
        Assert.Equal(
            $"rule.yml: the pattern has {length:N0} characters; the limit is 2,048; split the rule",
            Assert.Throws<NotSupportedByEventBridgeException>(() => EventBridgeCompiler.Compile(rule)).Message
        );
        Assert.Equal(length, EventBridgeCompiler.Compile(rule, length).Length);
        Assert.Throws<NotSupportedByEventBridgeException>(() => EventBridgeCompiler.Compile(rule, length - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => EventBridgeCompiler.Compile(rule, EventPatternLimits.ApiMaximumCharacters + 1));
    }

    [Fact]
    public void Refuses_a_condition_that_multiplies_without_end()
    {
        var choices = string.Concat(Enumerable.Range(0, 20).Select(i => $"  s{i}:\n    - a{i}: x\n    - b{i}: y\n"));
        var rule = SigmaRule.Parse(
            $"title: T\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n{choices}  condition: all of them\n",
            "rule.yml"
        );
        // Eight pairs make 256 alternatives. A ninth pair is too many.
        Assert.Equal(
            "rule.yml:31:7: the condition comes to more than 256 alternatives, far beyond the length of an event pattern",
            Assert.Throws<NotSupportedByEventBridgeException>(() => EventBridgeCompiler.Compile(rule)).Message
        );
    }

    [Fact]
    public void Alternatives_beyond_the_limit_are_reported_at_the_first_field_of_the_second_list()
    {
        var choices = string.Concat(
            "ab".Select(list => $"  {list}:\n{string.Concat(Enumerable.Range(0, 17).Select(i => $"    - {list}{i}: x\n"))}")
        );
        var rule = SigmaRule.Parse(
            $"title: T\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n{choices}  condition: a and b\n",
            "rule.yml"
        );

        Assert.Equal(
            new SourceLocation("rule.yml", 25, 7),
            Assert.Single(Assert.Throws<NotSupportedByEventBridgeException>(() => EventBridgeCompiler.Compile(rule)).Faults).Location
        );
    }

    [Theory]
    [InlineData("exactly")]
    [InlineData("equals-ignore-case")]
    [InlineData("prefix")]
    [InlineData("suffix")]
    [InlineData("anything-but")]
    [InlineData("exists")]
    [InlineData("wildcard")]
    [InlineData("numeric")]
    [InlineData("cidr")]
    [InlineData("=")]
    [InlineData("<")]
    [InlineData("<=")]
    [InlineData(">")]
    [InlineData(">=")]
    [InlineData("regex")]
    [InlineData("not-wildcard")]
    [InlineData("not-equals-ignore-case")]
    [InlineData("date-after")]
    [InlineData("date-on-or-after")]
    [InlineData("date-before")]
    [InlineData("date-on-or-before")]
    [InlineData("in-date-range")]
    [InlineData("ip-address-in-range")]
    [InlineData("ip-address-not-in-range")]
    public void A_name_that_the_rule_engine_keeps_for_itself_is_refused_inside_alternatives_and_nowhere_else(string name)
    {
        var rule = SigmaRule.Parse(
            $"title: T\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  a:\n    \"requestParameters.{name}"
                + "\": x\n  b:\n    errorCode: y\n  condition: a or b\n",
            "rule.yml"
        );

        Assert.Equal(
            $"rule.yml:7:5: '{name}' in requestParameters.{name} cannot be a field name inside the alternatives ($or) of an event pattern",
            Assert.Throws<NotSupportedByEventBridgeException>(() => EventBridgeCompiler.Compile(rule)).Message
        );
        Assert.Contains(
            $"\"{name}\":[",
            EventBridgeCompiler.Compile(rule with { Detection = Assert.IsType<AnyOf>(rule.Detection).Parts[0] }).Json,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Refuses_more_tests_than_a_pattern_holds()
    {
        var values = string.Join(", ", Enumerable.Range(0, 20_000).Select(i => $"e{i}"));
        var rule = SigmaRule.Parse(
            $"title: T\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  s:\n    eventName: [{values}]\n  condition: s\n",
            "rule.yml"
        );
        Assert.Contains(
            "more than 1,024 tests",
            Assert.Throws<NotSupportedByEventBridgeException>(() => EventBridgeCompiler.Compile(rule)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_bus_takes_thirty_rules_with_wildcards()
    {
        var wildcard = new CompiledPattern("{}", false, true);
        var plain = new CompiledPattern("{}", false, false);
        CompiledPattern.RequireFitOnOneBus([.. Enumerable.Repeat(wildcard, 30), plain]);
        Assert.Equal(
            "31 rules contain wildcards; an EventBridge bus may have 30",
            Assert
                .Throws<NotSupportedByEventBridgeException>(() => CompiledPattern.RequireFitOnOneBus([.. Enumerable.Repeat(wildcard, 31)]))
                .Message
        );
    }
}
