using System.Text.Json.Nodes;
using BedrockDefense.Live.Reading;
using BedrockDefense.Stack.Templates;

namespace BedrockDefense.Live.Tests.Reading;

/// <summary>What of a template could not be compared is refused, so nothing is left out unnoticed.</summary>
public sealed class TemplateResourcesTests
{
    [Theory]
    [InlineData("AWS::Lambda::Function", "{}", "of the type AWS::Lambda::Function")]
    [InlineData(
        "AWS::Logs::LogGroup",
        """{"LogGroupName":"g","RetentionInDays":1,"DeletionProtectionEnabled":true,"KmsKeyId":"k"}""",
        "the properties KmsKeyId of Thing"
    )]
    public void A_type_or_property_that_nobody_reads_is_refused(string type, string properties, string fault)
    {
        var resource = new MemberResource("Thing", type, "g", "arn", JsonNode.Parse(properties)!.AsObject());

        Assert.Contains(
            fault,
            Assert.Throws<InvalidInputException>(() => TemplateResources.Of([resource])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_handle_that_CloudFormation_keeps_to_itself_is_nothing_to_read() =>
        Assert.Empty(TemplateResources.Of([new MemberResource("Marker", "AWS::CloudFormation::WaitConditionHandle", "m", "m", [])]));
}
