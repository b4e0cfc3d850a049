using System.Text.Json.Nodes;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>The members' templates can be tried again after they failed.</summary>
[Collection("console")]
public sealed class KeptResourcesTests
{
    private const string Group =
        """{"Type":"AWS::Logs::LogGroup","DeletionPolicy":"RetainExceptOnCreate","Properties":{"LogGroupName":"g"}}""";

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"s3":"all"}""")]
    [InlineData("""{"s3":"large-data","perAccount":{"111122223333":"adopt"}}""")]
    [InlineData("""{"create":"role"}""")]
    public async Task No_template_keeps_what_stands_in_the_way_of_a_second_try(string logging)
    {
        var stack = await Stacks.WithAsync(("invocationLogging", logging));

        Assert.All(
            stack.All("cloudformation/stackSet"),
            set => Assert.Empty(KeptResources.Faults(JsonNode.Parse(set.Text("templateBody")!)!.AsObject()))
        );
    }

    [Theory]
    [InlineData("\"G\":" + Group, new string[0])]
    [InlineData("\"M\":{\"Type\":\"AWS::StepFunctions::StateMachine\"},\"G\":" + Group, new[] { "G is kept beside M, which may fail" })]
    [InlineData("\"R\":{\"Type\":\"AWS::IAM::Role\"},\"G\":" + Group, new[] { "G is kept beside R, which may fail" })]
    [InlineData(
        "\"M\":{\"Type\":\"AWS::StepFunctions::StateMachine\"},\"G\":{\"Type\":\"AWS::Logs::LogGroup\","
            + "\"DeletionPolicy\":\"RetainExceptOnCreate\",\"Properties\":{}}",
        new string[0]
    )]
    [InlineData(
        "\"G\":{\"Type\":\"AWS::S3::Bucket\",\"DeletionPolicy\":\"Retain\",\"Properties\":{\"BucketName\":\"b\"}}",
        new[] { "G is kept by a creation that failed" }
    )]
    [InlineData(
        "\"B\":{\"Type\":\"AWS::S3::Bucket\",\"Properties\":{}},\"G\":{\"Type\":\"AWS::Logs::LogGroup\","
            + "\"DeletionPolicy\":\"RetainExceptOnCreate\",\"Properties\":{\"LogGroupName\":\"g\","
            + "\"DeletionProtectionEnabled\":true}}",
        new[] { "G is protected before B is made" }
    )]
    [InlineData(
        "\"B\":{\"Type\":\"AWS::S3::Bucket\",\"Properties\":{}},\"P\":{\"Type\":\"AWS::S3::BucketPolicy\","
            + "\"Properties\":{\"Bucket\":{\"Ref\":\"B\"}}},\"G\":{\"Type\":\"AWS::Logs::LogGroup\",\"DependsOn\":\"P\","
            + "\"DeletionPolicy\":\"RetainExceptOnCreate\",\"Properties\":{\"LogGroupName\":\"g\","
            + "\"DeletionProtectionEnabled\":true}}",
        new string[0]
    )]
    public void A_template_is_faulted_for_what_it_keeps(string resources, string[] faults) =>
        Assert.Equal(faults, KeptResources.Faults(JsonNode.Parse($"{{\"Resources\":{{{resources}}}}}")!.AsObject()));

    // In the management account the engine's state has the resources that were created.
    [Fact]
    public async Task What_the_management_account_keeps_waits_for_nothing_that_may_fail()
    {
        var stack = await Stacks.WithAsync(("invocationLogging", """{"s3":"all"}"""));

        Assert.All(stack.All("cloudwatch/logGroup"), group => Assert.Empty(stack.Before(group)));
    }
}
