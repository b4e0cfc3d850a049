using System.Text.Json;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Testing.Rendering;
using Pulumi;
using Pulumi.Aws;

namespace BedrockDefense.Infra.Tests.Settings;

/// <summary>Tests which parts of the stack's <c>aws:</c> configuration the providers of other accounts get.</summary>
[Collection("console")]
public sealed class ProviderSettingsTests
{
    [Fact]
    public void Every_input_of_a_provider_is_decided_on() =>
        Assert.Equal(
            typeof(ProviderArgs)
                .GetProperties()
                .Where(property => property.CanWrite)
                .Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..])
                .Order(StringComparer.Ordinal),
            ProviderParser.CarriedKeys.Concat(ProviderParser.ManagementAccountKeys).Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task The_providers_of_other_accounts_get_what_the_stack_says()
    {
        var config = With(
            ("aws:profile", "123"),
            ("aws:maxRetries", "7"),
            ("aws:insecure", "true"),
            ("aws:retryMode", "adaptive"),
            ("aws:assumeRoles", """[{"roleArn":"arn:aws:iam::999999999999:role/First","externalId":"x1","tags":{"team":"a"}}]"""),
            ("aws:defaultTags", """{"tags":{"owner":"security"}}"""),
            ("aws:ignoreTags", """{"keys":["a"]}"""),
            ("aws:endpoints", """[{"sts":"https://sts.example.com"}]"""),
            ("aws:sharedConfigFiles", """["/etc/aws"]""")
        );

        var providers = (await Stacks.RenderAsync(config)).All("pulumi:providers:aws");

        Assert.Equal(2, providers.Count);
        Assert.All(
            providers,
            provider =>
            {
                Assert.Equal("123", Text(provider.Inputs["profile"]));
                Assert.Equal("7", Text(provider.Inputs["maxRetries"]));
                Assert.Equal("true", Text(provider.Inputs["insecure"]));
                Assert.Contains("security", Text(provider.Inputs["defaultTags"]), StringComparison.Ordinal);
                Assert.Contains("https://sts.example.com", Text(provider.Inputs["endpoints"]), StringComparison.Ordinal);
                Assert.Contains("/etc/aws", Text(provider.Inputs["sharedConfigFiles"]), StringComparison.Ordinal);
                using var roles = JsonDocument.Parse(Text(provider.Inputs["assumeRoles"]));
                Assert.Equal(
                    ["role/First", "role/Deployment"],
                    roles.RootElement.EnumerateArray().Select(role => role.GetProperty("roleArn").GetString()!.Split(':')[^1])
                );
            }
        );
    }

    [Fact]
    public void The_roles_external_id_is_passed_on()
    {
        var config = With(
            (
                "bedrock-defense:securityAccount",
                """{"id":"222233334444","roleArn":"arn:aws:iam::222233334444:role/D","externalId":"a/b:c-1"}"""
            )
        );

        Assert.Equal("a/b:c-1", CheckedSettings.Parse(config).SecurityAccount!.ExternalId);
    }

    [Theory]
    [InlineData("aws:assumeRole", "{}", "cannot be carried over")]
    [InlineData("aws:tomorrow", "x", "cannot be carried over")]
    [InlineData("aws:maxRetries", "many", "whole number")]
    [InlineData("aws:defaultTags", """{"tag":{}}""", "there is no such field")]
    [InlineData(
        "bedrock-defense:securityAccount",
        """{"id":"222233334444","roleArn":"arn:aws:iam::222233334444:role/D","externalId":"a b"}""",
        "is no external id"
    )]
    [InlineData("bedrock-defense:tags", """{"AWS:x":"1"}""", "begins with aws:")]
    [InlineData("bedrock-defense:tags", """{"a":"1","A":"2"}""", "in other letters")]
    [InlineData("bedrock-defense:tags", """{"a":1}""", "is a number")]
    [InlineData("bedrock-defense:tags", """{"a?":"1"}""", "has no valid key")]
    [InlineData("bedrock-defense:tags", """{"a":"<1>"}""", "is no value of a tag")]
    [InlineData("bedrock-defense:tags", "[]", "is no map")]
    public void What_is_wrong_or_cannot_be_carried_over_is_refused_by_name(string key, string value, string reason)
    {
        var error = Assert.Throws<InvalidSettingsException>(() => CheckedSettings.Parse(With((key, value))));

        var fault = Assert.Single(error.Faults).Message;
        Assert.StartsWith(key, fault, StringComparison.Ordinal);
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_other_accounts_every_key_is_the_default_providers_business() =>
        CheckedSettings.Parse(new Dictionary<string, string>(Stacks.Sample) { ["aws:tomorrow"] = "x" });

    [Fact]
    public async Task A_secret_stays_one_in_every_input()
    {
        var config = With(
            ("aws:profile", "p"),
            ("aws:secretKey", "s"),
            ("aws:httpProxy", "https://user:pass@proxy.example.com"),
            ("aws:skipMetadataApiCheck", "true"),
            ("aws:maxRetries", "3")
        );
        var args = new ProviderArgs();

        CheckedSettings
            .Parse(config, config.Keys.Where(key => key.StartsWith("aws:", StringComparison.Ordinal) && key != "aws:region").ToHashSet())
            .Provider.Fill(args);

        Assert.True(await Output.IsSecretAsync(args.Profile!.ToOutput()));
        Assert.True(await Output.IsSecretAsync(args.SecretKey!.ToOutput()));
        Assert.True(await Output.IsSecretAsync(args.HttpProxy!.ToOutput()));
        Assert.True(await Output.IsSecretAsync(args.SkipMetadataApiCheck!.ToOutput()));
        Assert.True(await Output.IsSecretAsync(args.MaxRetries!.ToOutput()));
    }

    private static string Text(object? node) => node!.ToString()!;

    private static Dictionary<string, string> With(params (string Key, string Value)[] changes)
    {
        var config = new Dictionary<string, string>(Stacks.SeparateAccounts);
        foreach (var (key, value) in changes)
        {
            config[key] = value;
        }

        return config;
    }
}
