using System.Text.Json.Nodes;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Tests.CloudTrail;

public sealed class ApiCallTests
{
    // Amazon EventBridge User Guide, "AWS service events delivered via AWS CloudTrail".
    [Theory]
    [InlineData("\"AwsApiCall\"", "AWS API Call via CloudTrail")]
    [InlineData("\"AwsConsoleAction\"", "AWS Console Action via CloudTrail")]
    [InlineData("\"AwsConsoleSignIn\"", "AWS Console Sign In via CloudTrail")]
    [InlineData("\"AwsServiceEvent\"", "AWS Service Event via CloudTrail")]
    [InlineData("\"SomethingElse\"", "AWS API Call via CloudTrail")]
    [InlineData("7", "AWS API Call via CloudTrail")]
    [InlineData("null", "AWS API Call via CloudTrail")]
    public void A_record_comes_on_the_bus_under_the_detail_type_of_its_event_type(string eventType, string detailType)
    {
        var record = new JsonObject { ["eventSource"] = "account.amazonaws.com", ["eventType"] = JsonNode.Parse(eventType) };

        Assert.Equal(detailType, ApiCall.Envelope(record, "1").GetProperty("detail-type").GetString());
    }
}
