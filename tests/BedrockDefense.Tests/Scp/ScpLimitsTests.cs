using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Tests.Scp;

public sealed class ScpLimitsTests
{
    [Theory]
    [InlineData("{ \"a\" : [ 1.50, \"b c\" ] }\n", """{"a":[1.50,"b c"]}""")]
    [InlineData("{\"a\":\"\\u003c\\u002b\\u00e9\\/\"}", """{"a":"<+é/"}""")]
    public void A_document_is_minified_without_white_space_and_needless_escapes(string json, string expected) =>
        Assert.Equal(expected, PolicyDocumentSize.Minify(json, "test.json"));

    [Fact]
    public void What_is_no_json_is_not_minified()
    {
        var exception = Assert.Throws<InvalidPolicyException>(() => PolicyDocumentSize.Minify("{", "test.json"));

        Assert.StartsWith("test.json:1:2: not valid JSON", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_are_counted_as_submitted_white_space_included() =>
        Assert.Equal(13, PolicyDocumentSize.Count("{ \"a\": \"é😀\" }"));

    [Fact]
    public void A_policy_at_the_limit_fits_and_one_character_more_does_not()
    {
        var limits = new ScpLimits();

        Assert.Empty(limits.FindFaults("protect", new string('x', 10_240), new string('x', 512)));
        Assert.Collection(
            limits.FindFaults("protect", new string('x', 10_241), new string('x', 513)),
            fault =>
                Assert.Contains("protect has 10241 characters, 1 more than the 10240 AWS takes", fault.Message, StringComparison.Ordinal),
            fault =>
                Assert.Contains(
                    "the description of the service control policy protect has 513 characters; AWS takes 512",
                    fault.Message,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void The_attachments_of_a_target_are_counted_with_full_access_among_them()
    {
        Assert.Empty(new ScpLimits().FindFaults("r-abcd", attached: 10));
        Assert.Empty(ScpLimits.BeforeMay2026.FindFaults("r-abcd", attached: 5));
        Assert.Contains(
            "r-abcd would have 6 service control policies, FullAWSAccess included; AWS takes 5",
            Assert.Single(ScpLimits.BeforeMay2026.FindFaults("r-abcd", attached: 6)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Resource_control_policies_have_limits_of_their_own()
    {
        Assert.Empty(ScpLimits.ResourceControl.FindFaults("protect", new string('x', 5_120), new string('x', 512)));
        Assert.Empty(ScpLimits.ResourceControl.FindFaults("r-abcd", attached: 5));
        Assert.Equal(
            [
                "the resource control policy protect has 5121 characters, 1 more than the 5120 AWS takes; split it or "
                    + "shorten the lists in it",
                "the description of the resource control policy protect has 513 characters; AWS takes 512",
                "r-abcd would have 6 resource control policies, RCPFullAWSAccess included; AWS takes 5",
            ],
            ScpLimits
                .ResourceControl.FindFaults("protect", new string('x', 5_121), new string('x', 513))
                .Concat(ScpLimits.ResourceControl.FindFaults("r-abcd", attached: 6))
                .Select(fault => fault.Message)
        );
    }

    [Fact]
    public void The_former_limit_is_half_the_current_one() =>
        Assert.NotEmpty(ScpLimits.BeforeMay2026.FindFaults("protect", new string('x', 5_121), ""));
}
