using System.Text.Json.Nodes;
using BedrockDefense.Live.Comparing;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Live.Tests.Fakes;
using BedrockDefense.Live.Verifying;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Templates;

namespace BedrockDefense.Live.Tests.Reading;

/// <summary>Where a log group is to mask, exactly the declared policy must stand there.</summary>
public sealed class DataProtectionTests
{
    private const string Group = """
        {"LogGroupName":"g","RetentionInDays":1,"DeletionProtectionEnabled":true,
        "DataProtectionPolicy":{"Name":"n","Statement":[{"DataIdentifier":["a","b"]}]}}
        """;

    [Theory]
    [InlineData("""{"Name":"n","Statement":[{"DataIdentifier":["a","b"]}]}""", true)]
    [InlineData("""{ "Statement": [ { "DataIdentifier": [ "a", "b" ] } ], "Name": "n" }""", true)]
    [InlineData("""{"Name":"n","Statement":[{"DataIdentifier":["a"]}]}""", false)]
    [InlineData("""{"Name":"n","Statement":[{"DataIdentifier":["a","b","c"]}]}""", false)]
    [InlineData("{}", false)]
    [InlineData("nonsense", false)]
    public async Task The_policy_that_stands_is_compared_with_the_declared_one(string stands, bool isAsDeclared)
    {
        var policy = Declared()[1];

        var told = await ResourceReaders.Of(policy.Type).Read(Place(stands), policy);

        Assert.Equal(
            isAsDeclared ? [] : ["policyDocument"],
            ResourceComparison.Of(policy, told, UnreadableInputs.Contains).Differences.Select(one => one.Input)
        );
    }

    [Fact]
    public async Task A_policy_that_is_gone_is_missing()
    {
        var policy = Declared()[1];

        var exception = await Assert.ThrowsAsync<ResourceMissingException>(() => ResourceReaders.Of(policy.Type).Read(Place(""), policy));

        Assert.Equal("the log group g has no data protection policy", exception.Message);
    }

    [Fact]
    public async Task A_declared_policy_is_no_addition_to_its_log_group()
    {
        var declared = Declared();

        Assert.Empty(await new Additions(declared).OfAsync(Place("{}"), declared[0]));
        Assert.Single(await new Additions([declared[0]]).OfAsync(Place("{}"), declared[0]));
    }

    private static IReadOnlyList<DeclaredResource> Declared()
    {
        var declared = TemplateResources.Of([
            new MemberResource("G", "AWS::Logs::LogGroup", "g", "arn", JsonNode.Parse(Group)!.AsObject()),
        ]);
        Assert.Equal(["aws:cloudwatch/logGroup:LogGroup", LogsReaders.DataProtectionPolicy], declared.Select(one => one.Type));
        return declared;
    }

    private static Place Place(string policy) =>
        new(
            new FakeAws(call =>
                call.Operation == "GetDataProtectionPolicy" ? new JsonObject { ["policyDocument"] = policy }.ToJsonString() : "{}"
            ),
            "eu-central-1"
        );
}
