using System.Security.Cryptography;
using System.Text.Json;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Sns;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace BedrockDefense.Infra.Tests.Settings;

/// <summary>What becomes of a value that was set with <c>--secret</c>.</summary>
[Collection("console")]
public sealed class SecretTests
{
    private const string Sentinel = "SENTINEL-4711";

    [Theory]
    [InlineData("administrators", $$"""["arn:aws:iam::*:role/{{Sentinel}}"]""")]
    [InlineData("administrators", $$"""["{{Sentinel}}"]""")]
    [InlineData("regions", $$"""["{{Sentinel}}"]""")]
    [InlineData("guardrails", $$"""{"{{Sentinel}}":["{{Sentinel}}"]}""")]
    [InlineData("trail", $$"""{"reuse":"{{Sentinel}}"}""")]
    [InlineData("invocationLogging", $$"""{"bucket":"{{Sentinel}}"}""")]
    [InlineData("tags", $$"""{"{{Sentinel}}":"{{Sentinel}}"}""")]
    [InlineData("restore", Sentinel)]
    [InlineData("hunting", Sentinel)]
    [InlineData("maintenance", Sentinel)]
    [InlineData("skipPreflight", Sentinel)]
    [InlineData("scpCharacterLimit", Sentinel)]
    public void A_setting_that_others_can_read_in_AWS_is_refused_by_name_alone(string setting, string value)
    {
        var key = $"bedrock-defense:{setting}";

        var error = Assert.Throws<InvalidSettingsException>(() =>
            CheckedSettings.Parse(Stacks.With((setting, value)), new HashSet<string> { key })
        );

        Assert.Equal(
            $"{key}: [secret] becomes part of policies and names that AWS shows to readers; set it without --secret",
            Assert.Single(error.Faults).Message
        );
    }

    [Theory]
    [InlineData("alerts", $$"""[{"protocol":"https","endpoint":"http://{{Sentinel}}"}]""")]
    [InlineData("alerts", $$"""[{"protocol":"https","{{Sentinel}}":"x"}]""")]
    [InlineData("alerts", $$"""[{"protocol":"{{Sentinel}}","endpoint":"x"}]""")]
    [InlineData(
        "alerts",
        $$"""[{"protocol":"sms","endpoint":"{{Sentinel}}","severities":["{{Sentinel}}"],"detections":["{{Sentinel}}"]}]"""
    )]
    [InlineData("alerts", $$"""[{"protocol":"sqs","endpoint":"x","accounts":["ou-{{Sentinel}}","{{Sentinel}}"]}]""")]
    [InlineData("alerts", $$"""[{"protocol":"firehose","endpoint":"x","roleArn":"{{Sentinel}}"}]""")]
    [InlineData("alerts", Sentinel)]
    [InlineData("runbookBaseUrl", $"http://{Sentinel}")]
    [InlineData(
        "securityAccount",
        $$"""{"id":"{{Sentinel}}","roleArn":"arn:aws:iam::222233334444:role/{{Sentinel}}","externalId":"{{Sentinel}} x"}"""
    )]
    [InlineData("securityAccount", $$"""{"id":"222233334444","roleArn":"arn:aws:iam::222233334444:role/D"}""")]
    [InlineData("logArchiveAccount", Sentinel)]
    public void No_fault_tells_a_secret_or_a_part_of_it(string setting, string value)
    {
        var key = $"bedrock-defense:{setting}";

        var error = Assert.Throws<InvalidSettingsException>(() =>
            CheckedSettings.Parse(Stacks.With((setting, value)), new HashSet<string> { key })
        );

        Assert.All(
            error.Faults,
            fault =>
            {
                Assert.StartsWith(key, fault.Message, StringComparison.Ordinal);
                Assert.Contains("[secret]", fault.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("SENTINEL", fault.Message, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("4711", fault.Message, StringComparison.Ordinal);
                Assert.DoesNotContain(
                    "222233334444",
                    fault
                        .Message.Replace("such as \"222233334444\"", "", StringComparison.Ordinal)
                        .Replace("such as arn:aws:iam::222233334444", "", StringComparison.Ordinal),
                    StringComparison.Ordinal
                );
            }
        );
    }

    [Fact]
    public void A_secret_Region_is_refused() =>
        Assert.DoesNotContain(
            Sentinel,
            Assert
                .Throws<InvalidSettingsException>(() =>
                    CheckedSettings.Parse(
                        new Dictionary<string, string>(Stacks.Sample) { ["aws:region"] = Sentinel },
                        new HashSet<string> { "aws:region" }
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task What_holds_a_secret_is_marked_and_names_and_outputs_tell_nothing_of_it()
    {
        var config = Stacks.With(
            (
                "alerts",
                $$"""
                [{"protocol":"https","endpoint":"https://example.com/{{Sentinel}}","severities":["critical"],"accounts":["111122223333"]},
                {"protocol":"sms","endpoint":"+14255550100"}]
                """
            ),
            ("runbookBaseUrl", $"https://wiki.example.com/{Sentinel}")
        );
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, false);
        Environment.SetEnvironmentVariable(SettingsReader.Variable, JsonSerializer.Serialize(config));
        Environment.SetEnvironmentVariable(
            SettingsReader.SecretKeysVariable,
            """["bedrock-defense:alerts","bedrock-defense:runbookBaseUrl"]"""
        );
        try
        {
            var resources = await Deployment.TestAsync<WatchedStack>(
                aws.Mocks.Object,
                new TestOptions
                {
                    ProjectName = "bedrock-defense",
                    StackName = "dev",
                    IsPreview = false,
                }
            );

            var stack = resources.OfType<WatchedStack>().Single();
            var endpoints = stack.Declared.OfType<TopicSubscriptionArgs>().Where(args => args.SubscriptionRoleArn is null).ToList();
            var secret = 0;
            foreach (var args in endpoints)
            {
                secret += await Output.IsSecretAsync(args.Endpoint.ToOutput()) ? 1 : 0;
            }

            Assert.Equal(1 + 5, secret);
            foreach (var target in stack.Declared.OfType<EventTargetArgs>().Where(target => target.InputTransformer is not null))
            {
                var transformer = await OutputUtilities.GetValueAsync(target.InputTransformer!.ToOutput());
                var template = transformer.InputTemplate.ToOutput();
                if ((await OutputUtilities.GetValueAsync(template)).Contains(Sentinel, StringComparison.Ordinal))
                {
                    Assert.True(await Output.IsSecretAsync(template));
                }
            }

            Assert.All(
                await OutputUtilities.GetValueAsync(stack.SubscriptionsToConfirm),
                remark => Assert.DoesNotContain(Sentinel, remark, StringComparison.Ordinal)
            );
            Assert.All(
                aws.Resources,
                resource =>
                {
                    Assert.DoesNotContain(Sentinel, resource.Name, StringComparison.Ordinal);
                    if (resource.Type is not ("aws:sns/topicSubscription:TopicSubscription" or "aws:cloudwatch/eventTarget:EventTarget"))
                    {
                        Assert.DoesNotContain(Sentinel, resource.Inputs.ToJsonString(), StringComparison.Ordinal);
                    }
                }
            );
            // A quick hash of a phone number would tell it to whoever hashes them all.
            var quick = Convert.ToHexStringLower(SHA256.HashData("+14255550100"u8))[..8];
            Assert.DoesNotContain(aws.Resources, resource => resource.Name.Contains(quick, StringComparison.Ordinal));
            // Whether it is a secret changes no name: the engine would end the subscription that the other name has just taken over.
            var plain = await Stacks.RenderAsync(config);
            Assert.Equal(
                plain.Resources.Select(resource => resource.Key).ToHashSet(),
                aws.Resources.Select(resource => resource.Key).ToHashSet()
            );
        }
        finally
        {
            Environment.SetEnvironmentVariable(SettingsReader.Variable, null);
            Environment.SetEnvironmentVariable(SettingsReader.SecretKeysVariable, null);
        }
    }

    [Theory]
    [InlineData("plan", "--format", "json")]
    [InlineData("plan")]
    [InlineData("rehearse")]
    [InlineData("guardrails")]
    public async Task What_nobody_here_can_decrypt_is_shown_as_a_secret(params string[] verb)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "Pulumi.secret.yaml");
        File.WriteAllText(
            file,
            $$$"""
            encryptionsalt: v1:{{{Sentinel}}}
            config:
              aws:region: eu-central-1
              aws:secretKey: {secure: "v1:{{{Sentinel}}}"}
              bedrock-defense:administrators: ["arn:aws:iam::*:role/BedrockLoggingAdmin"]
              bedrock-defense:guardrails: {targets: [r-exam]}
              bedrock-defense:runbookBaseUrl: {secure: "v1:{{{Sentinel}}}"}
              bedrock-defense:securityAccount:
                {id: "222233334444", roleArn: "arn:aws:iam::222233334444:role/D", externalId: {secure: "v1:{{{Sentinel}}}"}}
              bedrock-defense:alerts:
                - {protocol: https, endpoint: {secure: "v1:{{{Sentinel}}}"}, severities: [critical]}
                - {protocol: https, endpoint: {secure: "v1:{{{Sentinel}}}"}, severities: [critical]}
            """
        );

        var run = await CommandLineRun.Of([verb[0], "--config", file, .. verb[1..]]);

        Assert.Equal(("", 0), (run.Errors, run.ExitCode));
        Assert.DoesNotContain(Sentinel, run.Output, StringComparison.Ordinal);
        if (verb.Contains("json"))
        {
            Assert.Contains("[secret]", run.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("bedrock-defense:alerts: {secure: \"v1:SENTINEL\"}", "is encrypted as a whole")]
    [InlineData("bedrock-defense:regions: {secure: \"v1:SENTINEL\"}", "set it without --secret")]
    [InlineData("bedrock-defense:alerts: [{protocol: email, endpoint: \"[secret]\"}]", "stands for a secret here")]
    public async Task What_cannot_be_read_without_the_secret_is_refused(string line, string reason)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "Pulumi.secret.yaml");
        File.WriteAllText(
            file,
            $"config:\n  aws:region: eu-central-1\n  bedrock-defense:administrators: [\"arn:aws:iam::*:role/A\"]\n  {line}\n"
        );

        var run = await CommandLineRun.Of("plan", "--config", file);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("SENTINEL", run.Errors, StringComparison.Ordinal);
    }

    private sealed class WatchedStack : DefenseStack
    {
        public WatchedStack()
            : this([]) { }

        private WatchedStack(List<ResourceArgs> declared)
            : base(
                new StackOptions
                {
                    ResourceTransformations =
                    {
                        one =>
                        {
                            lock (declared)
                            {
                                declared.Add(one.Args);
                            }
                            return null;
                        },
                    },
                }
            ) => Declared = declared;

        public List<ResourceArgs> Declared { get; }
    }
}
