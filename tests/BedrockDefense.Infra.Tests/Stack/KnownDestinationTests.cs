using BedrockDefense.CloudTrail;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Which buckets a configuration may name, as deployed.</summary>
[Collection("console")]
public sealed class KnownDestinationTests
{
    [Theory]
    [InlineData("""{}""", "bedrock-defense-invocations-111122223333-eu-central-1", true)]
    [InlineData("""{}""", "bedrock-defense-invocations-anything", true)]
    [InlineData("""{"s3":"all"}""", "bedrock-defense-invocations-111122223333-eu-central-1", false)]
    [InlineData("""{"s3":"large-data"}""", "bedrock-defense-invocations-111122223333-us-east-1", false)]
    [InlineData("""{"s3":"all"}""", "bedrock-defense-invocations-anything", true)]
    [InlineData("""{"s3":"all"}""", "bedrock-defense-invocations-111122223333-us-west-2", true)]
    [InlineData("""{"s3":"all","bucket":"acme-*-bedrock"}""", "acme-111122223333-eu-central-1-bedrock", false)]
    [InlineData("""{"s3":"all","bucket":"acme-*-bedrock"}""", "acme-evil-bedrock", true)]
    [InlineData("""{"bucket":"acme-bedrock"}""", "acme-bedrock", false)]
    [InlineData("""{"bucket":"acme-bedrock"}""", "bedrock-defense-invocations-111122223333-eu-central-1", true)]
    [InlineData("""{"perAccount":{"111122223333":{"bucket":"their-own"}}}""", "their-own", false)]
    [InlineData("""{"perAccount":{"111122223333":{"bucket":"their-own"}}}""", "their-own-too", true)]
    public async Task A_bucket_is_known_by_the_name_that_the_settings_give_it(string settings, string bucket, bool isRedirected)
    {
        var stack = await Stacks.WithAsync(("invocationLogging", settings));
        var put = new ApiCall(
            Caller.Parse("arn:aws:iam::111122223333:role/LocalAdmin"),
            "bedrock.amazonaws.com",
            "PutModelInvocationLoggingConfiguration",
            ReadOnly: false,
            "eu-central-1",
            Sequence: 1,
            Parameters: new()
            {
                ["loggingConfig"] = new System.Text.Json.Nodes.JsonObject
                {
                    ["s3Config"] = new System.Text.Json.Nodes.JsonObject { ["bucketName"] = bucket },
                },
            }
        );

        Assert.Equal(isRedirected, Rehearser.Send(stack, put.Event()).Single().Detections.Contains("bedrock-logging-redirected"));
    }

    [Fact]
    public async Task Many_governed_Regions_leave_room_for_the_rest_of_the_pattern()
    {
        var stack = await Stacks.WithAsync(
            (
                "regions",
                """
                ["eu-central-1","eu-west-1","eu-west-2","eu-west-3","eu-north-1","us-east-1","us-east-2","us-west-1","us-west-2",
                "ap-south-1","ap-southeast-1","ap-southeast-2","ap-northeast-1"]
                """
            ),
            ("invocationLogging", """{"s3":"all"}""")
        );

        Assert.All(stack.All("cloudwatch/eventRule"), rule => Assert.InRange(rule.Text("eventPattern")!.Length, 1, 2_048));
    }
}
