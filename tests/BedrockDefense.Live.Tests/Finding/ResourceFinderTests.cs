using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Finding;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Tests.Fakes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Tests.Finding;

/// <summary>What only AWS knows of a resource is asked for, since other resources refer to it.</summary>
public sealed class ResourceFinderTests
{
    private static readonly ResourceKey Set = new("aws:cloudformation/stackSet:StackSet", "bedrock-defense-roles");

    private static readonly JsonObject Inputs = new() { ["name"] = "bedrock-defense-roles" };

    [Fact]
    public async Task A_stack_set_has_the_ARN_that_AWS_gave_it_since_others_wait_for_it_by_that()
    {
        const string Arn =
            "arn:aws:cloudformation:eu-central-1:111122223333:stackset/bedrock-defense-roles:6b8b4567-327b-23c6-643c-986966334873";
        var aws = new FakeAws(_ =>
            $"""
                <DescribeStackSetResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStackSetResult><StackSet>
                  <StackSetName>bedrock-defense-roles</StackSetName><StackSetARN>{Arn}</StackSetARN>
                </StackSet></DescribeStackSetResult></DescribeStackSetResponse>
                """
        );

        Assert.True(ResourceFinder.Finds(Set.Type, Inputs));
        var found = await FindAsync(aws);

        Assert.Equal(("bedrock-defense-roles", Arn), (found!.Id, found.Arn));
        var call = Assert.Single(aws.Calls);
        Assert.Equal(("DescribeStackSet", "eu-central-1"), (call.Operation, call.Region));
    }

    [Fact]
    public async Task A_stack_set_that_AWS_does_not_know_does_not_exist()
    {
        var aws = new FakeAws(call =>
            throw new AwsException(
                call.Operation,
                "111122223333",
                call.Region,
                404,
                "<ErrorResponse><Error><Code>StackSetNotFoundException</Code></Error></ErrorResponse>"
            )
        );

        Assert.True((await Assert.ThrowsAsync<AwsException>(() => FindAsync(aws))).SaysNotFound);
    }

    private static Task<BedrockDefense.Stack.Rendering.AwsIdentity?> FindAsync(FakeAws aws) =>
        new ResourceFinder(new Dictionary<ResourceKey, string>()).FindAsync(new Place(aws, "eu-central-1"), Set, Inputs);
}
