using System.Text.Json.Nodes;
using BedrockDefense.Stack.Templates;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests which logging each account should have, as its restorer's definition tells.</summary>
[Collection("console")]
public sealed class DeclaredLoggingTests
{
    private const string PerAccount = """
        {"dataTypes":["text"],"perAccount":{"444455556666":"leave","333344445555":"adopt",
        "222233334444":{"bucket":"team-invocations","prefix":"bedrock"}}}
        """;

    [Theory]
    [InlineData("111122223333", "non-admin", "cloudWatchConfig bedrock-defense-invocations")]
    [InlineData("333344445555", "non-admin", "cloudWatchConfig bedrock-defense-invocations")]
    [InlineData("222233334444", "always", "s3Config team-invocations")]
    [InlineData("444455556666", "non-admin", null)]
    [InlineData("111122223333", "observe", null)]
    public async Task An_account_should_have_the_logging_that_its_restorer_puts(string account, string mode, string? wanted)
    {
        var (arn, definition) = await RestorerAsync(account, mode);

        var declared = DeclaredLogging.Of(arn, definition);

        var destination = declared?.First();
        var name = destination?.Value?["logGroupName"] ?? destination?.Value?["bucketName"];
        Assert.Equal(wanted, destination is null ? null : $"{destination.Value.Key} {name}");
        Assert.Equal(wanted is null, declared?["textDataDeliveryEnabled"] is null);
    }

    [Theory]
    [InlineData("111122223333")]
    [InlineData("333344445555")]
    [InlineData("222233334444")]
    [InlineData("444455556666")]
    public async Task An_observer_wants_what_a_restorer_would_put(string account)
    {
        var (putter, putting) = await RestorerAsync(account, "non-admin");
        var (observer, observing) = await RestorerAsync(account, "observe");

        Assert.Null(DeclaredLogging.ObservedBy(putter, putting));
        Assert.Equal(DeclaredLogging.Of(putter, putting)?.ToJsonString(), DeclaredLogging.ObservedBy(observer, observing)?.ToJsonString());
    }

    private static async Task<(string Arn, JsonNode Definition)> RestorerAsync(string account, string mode)
    {
        var stack = await Stacks.WithAsync(("invocationLogging", PerAccount), ("restore", $$"""{"mode":"{{mode}}"}"""));
        var machine = MemberTemplate
            .Of(stack, stack.Find("cloudformation/stackInstances bedrock-defense-restorer"))
            .ResourcesIn(account, "eu-central-1")
            .Single(resource => resource.Type == "AWS::StepFunctions::StateMachine");
        return (machine.Arn, JsonNode.Parse(machine.Properties["DefinitionString"]!.GetValue<string>())!);
    }
}
