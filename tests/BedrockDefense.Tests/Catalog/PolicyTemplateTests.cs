using BedrockDefense.Catalog;

namespace BedrockDefense.Tests.Catalog;

public sealed class PolicyTemplateTests
{
    [Theory]
    [InlineData("""{ "a": "x", "b": [1, 2.50, true, null] }""", """{"a":"x","b":[1,2.50,true,null]}""")]
    [InlineData("""{ "a": "arn:%one%:iam" }""", """{"a":"arn:1:iam"}""")]
    [InlineData("""{ "a": "%two%" }""", """{"a":["x","y"]}""")]
    [InlineData("""{ "a": "%one%" }""", """{"a":"1"}""")]
    [InlineData("""{ "a": ["first", "%two%", "last"] }""", """{"a":["first","x","y","last"]}""")]
    [InlineData("""{ "a": ["role/%two%"] }""", """{"a":["role/x","role/y"]}""")]
    [InlineData("""{ "a": "%two%:%three%" }""", """{"a":["x:i","x:j","x:k","y:i","y:j","y:k"]}""")]
    [InlineData("""{ "a": "%two%/%two%" }""", """{"a":["x/x","y/y"]}""")]
    [InlineData("""{ "a": "%one%%two%" }""", """{"a":["1x","1y"]}""")]
    [InlineData("""{ "a": [["%two%"], {"b": ["%two%"]}] }""", """{"a":[["x","y"],{"b":["x","y"]}]}""")]
    [InlineData("""{ "a": "%quoted%" }""", """{"a":"\"<é&+'\n%one%\""}""")]
    [InlineData("""{ "a": "${aws:username} < > & + '" }""", """{"a":"${aws:username} < > & + '"}""")]
    [InlineData("\"%two%\"", """["x","y"]""")]
    public void Filling_gives_minified_json_with_every_placeholder_replaced(string template, string expected)
    {
        var values = new PlaceholderValues
        {
            { PlaceholderNamed("one"), "1" },
            { PlaceholderNamed("two"), ["x", "y"] },
            { PlaceholderNamed("three"), ["i", "j", "k"] },
            { PlaceholderNamed("quoted"), "\"<é&+'\n%one%\"" },
        };

        Assert.Equal(expected, PolicyTemplate.Parse(template, "test.json").FillFrom(values));
    }

    [Theory]
    [InlineData("""{ "a": "100%" }""", "test.json:1:8: \"100%\" holds a lone percent sign")]
    [InlineData("""{ "a": "%not a name%" }""", "holds a lone percent sign")]
    [InlineData("""{ "a": "%%" }""", "holds a lone percent sign")]
    [InlineData("""{ "%key%": "a" }""", "test.json:1:3: the property name \"%key%\" holds a percent sign")]
    [InlineData("{ \"a\": 1,\n  \"a\": 2 }", "test.json:2:3: \"a\" is given twice")]
    [InlineData("{ \"a\": 1,\n  \"b\" 2 }", "test.json:2:7: not valid JSON")]
    [InlineData("{} {}", "not valid JSON")]
    [InlineData("", "not valid JSON")]
    [InlineData("{ \"a\": \"\\ud800\" }", "half a surrogate pair")]
    public void A_document_that_is_no_template_is_refused_with_its_place(string template, string message)
    {
        var exception = Assert.Throws<PolicyTemplateException>(() => PolicyTemplate.Parse(template, "test.json"));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_a_document_is_reported_at_once()
    {
        var exception = Assert.Throws<PolicyTemplateException>(() =>
            PolicyTemplate.Parse("""{ "a": "%", "%b%": 1, "c": 1, "c": "5%" }""", "test.json")
        );

        Assert.Equal(4, exception.Faults.Count);
    }

    [Fact]
    public void Missing_superfluous_and_empty_values_are_refused_by_name_together()
    {
        var template = PolicyTemplate.Parse("""{ "Action": ["%actions%"], "Resource": "%resource%" }""", "test.json");

        var exception = Assert.Throws<PolicyTemplateException>(() =>
            template.Fill(
                new PlaceholderValues
                {
                    { PlaceholderNamed("actions"), Array.Empty<string>() },
                    { PlaceholderNamed("regions"), "eu-west-1" },
                }
            )
        );

        Assert.Collection(
            exception.Faults,
            fault => Assert.Contains("%resource% has no value", fault.Message, StringComparison.Ordinal),
            fault => Assert.Contains("there is no placeholder %regions%", fault.Message, StringComparison.Ordinal),
            fault => Assert.Contains("the list for the placeholder %actions% is empty", fault.Message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_placeholders_are_listed_once_each_in_the_order_of_the_document()
    {
        var template = PolicyTemplate.Parse("""{ "a": "%z%", "b": ["%a%", "%z%-%m%"] }""", "test.json");

        Assert.Equal(["z", "a", "m"], template.Placeholders);
    }

    [Fact]
    public void An_unknown_embedded_document_is_refused_with_the_valid_form()
    {
        var exception = Assert.Throws<PolicyTemplateException>(() => PolicyTemplate.Load("guardrails/none.json"));

        Assert.Contains("policies/guardrails/none.json", exception.Message, StringComparison.Ordinal);
        Assert.Contains("such as \"guardrails/protect-bedrock-logging.json\"", exception.Message, StringComparison.Ordinal);
    }

    private static Placeholder PlaceholderNamed(string name) => new(name, PlaceholderForm.Text, DocumentKinds.None);
}
