using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Aws.Organizations;
using Pulumi.Aws.Sns;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace BedrockDefense.Sdks.Tests;

/// <summary>Tests the generated classes in use: what mocks receive from them, and how they read the answers.</summary>
public sealed class AwsMocksTests
{
    private static readonly TestOptions Update = new() { IsPreview = false };

    [Fact]
    public async Task A_resource_sends_its_inputs_under_wire_names_and_reads_its_outputs()
    {
        var mocks = new Mocks(state: new Dictionary<string, object> { ["arn"] = "arn:aws:sns:eu-west-1:111122223333:alerts" });
        string? arn = null;
        await Deployment.TestAsync(
            mocks,
            Update,
            async () =>
            {
                var topic = new Topic(
                    "alerts",
                    new TopicArgs
                    {
                        KmsMasterKeyId = "alias/alerts",
                        Region = "eu-west-1",
                        Tags = { ["owner"] = "security" },
                    }
                );
                arn = await OutputUtilities.GetValueAsync(topic.Arn);
            }
        );

        Assert.Equal("arn:aws:sns:eu-west-1:111122223333:alerts", arn);
        var sent = Assert.Single(mocks.Resources, r => r.Type != "pulumi:pulumi:Stack");
        Assert.Equal(("aws:sns/topic:Topic", "alerts"), (sent.Type, sent.Name));
        Assert.Equal(["kmsMasterKeyId", "region", "tags"], sent.Inputs.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_provider_sends_JSON_and_its_defaults()
    {
        var mocks = new Mocks();
        await Deployment.TestAsync(
            mocks,
            Update,
            () =>
            {
                _ = new Pulumi.Aws.Provider(
                    "security",
                    new Pulumi.Aws.ProviderArgs
                    {
                        Region = "eu-west-1",
                        AllowedAccountIds = ["111122223333"],
                        AssumeRoles = [new Pulumi.Aws.Inputs.ProviderAssumeRoleArgs { RoleArn = "arn:aws:iam::111122223333:role/Deploy" }],
                        SecretKey = "example",
                    }
                );
            }
        );

        var sent = Assert.Single(mocks.Resources, r => r.Type != "pulumi:pulumi:Stack");
        Assert.Equal("pulumi:providers:aws", sent.Type);
        Assert.Equal("""["111122223333"]""", WithoutSpaces(sent.Inputs["allowedAccountIds"]));
        Assert.Equal("""[{"roleArn":"arn:aws:iam::111122223333:role/Deploy"}]""", WithoutSpaces(sent.Inputs["assumeRoles"]));
        Assert.Equal(("false", "true"), (sent.Inputs["skipCredentialsValidation"], sent.Inputs["skipRegionValidation"]));
        Assert.Equal("example", sent.Inputs["secretKey"]);
    }

    [Fact]
    public async Task A_function_reads_nested_results()
    {
        var mocks = new Mocks(
            result: new Dictionary<string, object>
            {
                ["id"] = "o-exampleorgid",
                ["enabledPolicyTypes"] = ImmutableArray.Create<object>("SERVICE_CONTROL_POLICY"),
                ["roots"] = ImmutableArray.Create<object>(new Dictionary<string, object> { ["id"] = "r-abcd" }.ToImmutableDictionary()),
            }
        );
        GetOrganizationResult? organization = null;
        await Deployment.TestAsync(mocks, Update, async () => organization = await GetOrganization.InvokeAsync());

        Assert.Equal("o-exampleorgid", organization!.Id);
        Assert.Equal(["SERVICE_CONTROL_POLICY"], organization.EnabledPolicyTypes);
        Assert.Equal("r-abcd", Assert.Single(organization.Roots).Id);
        Assert.True(organization.Accounts.IsDefault);
        Assert.Equal("aws:organizations/getOrganization:getOrganization", Assert.Single(mocks.Calls).Token);
    }

    private static string WithoutSpaces(object json) => JsonNode.Parse((string)json)!.ToJsonString();

    private sealed class Mocks(IDictionary<string, object>? state = null, IDictionary<string, object>? result = null) : IMocks
    {
        public List<MockResourceArgs> Resources { get; } = [];

        public List<MockCallArgs> Calls { get; } = [];

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            lock (Resources)
            {
                Resources.Add(args);
            }

            return Task.FromResult<(string?, object)>(
                ($"{args.Name}-id", (state ?? new Dictionary<string, object>()).ToImmutableDictionary())
            );
        }

        public Task<object> CallAsync(MockCallArgs args)
        {
            lock (Calls)
            {
                Calls.Add(args);
            }

            return Task.FromResult<object>((result ?? new Dictionary<string, object>()).ToImmutableDictionary());
        }
    }
}
