using BedrockDefense.Catalog;

namespace BedrockDefense.Tests.Catalog;

public sealed class PlaceholderValuesTests
{
    [Theory]
    [InlineData("partition", "aws")]
    [InlineData("partition", "aws-us-gov")]
    [InlineData("accountId", "111122223333")]
    [InlineData("accountId", "*")]
    [InlineData("accountId", "${AWS::AccountId}")]
    [InlineData("region", "ap-southeast-2")]
    [InlineData("region", "us-gov-west-1")]
    [InlineData("region", "${AWS::Region}")]
    [InlineData("detectedRegions", "(none)")]
    [InlineData("administrators", "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_A_????????????????")]
    [InlineData("administrators", "arn:aws:iam::111122223333:role/a\"%b%\\/Admin")]
    [InlineData("queueArn", "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:q")]
    [InlineData("invocationLogGroup", "/aws/bedrock/model_invocations#1")]
    [InlineData("invocationBucket", "logs-${AWS::AccountId}-${AWS::Region}")]
    [InlineData("topicActions", "sns:Subscribe")]
    [InlineData("title", "\"}, %id% \n <b>")]
    public void A_value_of_its_placeholders_form_is_taken(string name, string value) =>
        Assert.Equal([value], new PlaceholderValues { { PlaceholderNamed(name), value } }[PlaceholderNamed(name)]);

    [Theory]
    [InlineData("partition", "arn", "the placeholder %partition% stands for a partition such as aws, not for \"arn\"")]
    [InlineData(
        "accountId",
        "12345678901",
        "%accountId% stands for a 12-digit account id, * or ${AWS::AccountId}, not for \"12345678901\""
    )]
    [InlineData("accountId", "111122223333\n", "%accountId% stands for")]
    [InlineData("accountId", "", "%accountId% stands for")]
    [InlineData(
        "region",
        "eu-central",
        "%region% stands for a Region's code such as us-east-1, * or ${AWS::Region}, not for \"eu-central\""
    )]
    [InlineData("administrators", "Admin", "%administrators% stands for an ARN")]
    [InlineData("administrators", "arn:aws:iam::1:role/A B", "%administrators% stands for an ARN")]
    [InlineData("invocationLogGroup", "a\"b", "%invocationLogGroup% stands for a name")]
    [InlineData("invocationLogGroup", "%accountId%", "%invocationLogGroup% stands for a name")]
    [InlineData("invocationLogGroup", "", "%invocationLogGroup% stands for a name")]
    [InlineData("topicActions", "Subscribe", "%topicActions% stands for an action such as sns:Subscribe, not for")]
    public void A_value_of_another_form_is_refused_by_name_with_the_form(string name, string value, string message)
    {
        var added = Assert.Throws<PolicyTemplateException>(() => new PlaceholderValues { { PlaceholderNamed(name), value } });
        var set = Assert.Throws<PolicyTemplateException>(() => new PlaceholderValues { [PlaceholderNamed(name)] = [value] });

        Assert.Contains(message, added.Message, StringComparison.Ordinal);
        Assert.Equal(added.Message, set.Message);
    }

    [Fact]
    public void Every_value_of_another_form_is_reported_at_once() =>
        Assert.Equal(
            2,
            Assert
                .Throws<PolicyTemplateException>(() => new PlaceholderValues { { Placeholder.GovernedRegions, ["here", "us-east-1", ""] } })
                .Faults.Count
        );

    private static Placeholder PlaceholderNamed(string name) => Placeholder.All.Single(placeholder => placeholder.Name == name);
}
