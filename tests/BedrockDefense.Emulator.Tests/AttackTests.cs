using System.Collections.Concurrent;
using BedrockDefense.Emulator.Attack;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Emulator.Tests;

/// <summary>Plays scenarios on the stack that is deployed to the emulator. The emulator enforces no authorization.</summary>
public sealed class AttackTests(MotoFixture moto, AttackTests.Stage stage) : IClassFixture<AttackTests.Stage>, IDisposable
{
    public void Dispose() => moto.ShowLogOfFailure();

    [Theory]
    [InlineData("advisory-chain", 7, 5, 15, 0)]
    [InlineData("root-user", 7, 5, 17, 0)]
    [InlineData("logging-gutted", 11, 11, 24, 0)]
    [InlineData("management-account", 3, 2, 3, 1)]
    [InlineData("audit-mode", 8, 5, 9, 1)]
    [InlineData("far-region", 3, 2, 3, 1)]
    [InlineData("broken-forwarder", 3, 0, 0, 1)]
    [InlineData("restore-failed", 3, 3, 7, 0)]
    public async Task The_emulator_brings_about_what_the_rehearsal_says_in(
        string id,
        int events,
        int forwarded,
        int messages,
        int restorations
    )
    {
        var scenario = Scenario.Load(id);
        var emulation = await stage.ForAsync(scenario, moto);

        var played = await emulation.PlayAsync(scenario);

        Complaints.AssertNone(played.Faults);
        Assert.True(played.Report.IsMet);
        Assert.Equal(
            (events, forwarded, messages, restorations),
            (played.Events, played.ForwardedEvents, played.Messages, played.Restorations)
        );
    }

    [Fact]
    public async Task The_canary_comes_into_its_own_queue_and_no_other()
    {
        var emulation = await stage.ForAsync(Scenario.Load("advisory-chain"), moto);

        var (messages, faults) = await emulation.RunSchedulesAsync();

        Complaints.AssertNone(faults);
        var message = Assert.Single(messages);
        Assert.EndsWith(":bedrock-defense-canary", Assert.Single(message.Recipients).Endpoint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_account_and_governed_Region_has_the_logging_configuration_of_its_own_state_machine()
    {
        var emulation = await stage.ForAsync(Scenario.Load("advisory-chain"), moto);
        await emulation.EstablishAsync();

        var places = emulation.Places().ToList();

        Assert.Equal(6, places.Count);
        foreach (var place in places)
        {
            var config = await BedrockReaders.LoggingAsync(place);
            Assert.Equal(
                (await LoggingConfiguration.WantedAsync(place, "bedrock-defense-restorer")).ToJsonString(),
                config?.ToJsonString()
            );
            Assert.Equal(
                $"arn:aws:iam::{place.Account.Id}:role/bedrock-defense-invocations",
                config!["cloudWatchConfig"]!["roleArn"]!.GetValue<string>()
            );
        }
    }

    /// <summary>Provides the stack twice, with its guardrails attached and in audit mode, each prepared for attacks.</summary>
    public sealed class Stage
    {
        private readonly ConcurrentDictionary<bool, Lazy<Task<Emulation>>> _ready = [];

        internal Task<Emulation> ForAsync(Scenario scenario, MotoFixture moto)
        {
            Tool.Require(MotoServer.Program, MotoServer.InstallCommand);
            return _ready.GetOrAdd(scenario.GuardrailTargets is { Count: 0 }, isAudit => new(() => MakeAsync(isAudit, moto))).Value;
        }

        private static async Task<Emulation> MakeAsync(bool isAudit, MotoFixture moto)
        {
            var organization = await DeployedSample.OrganizationAsync(moto);
            var config = DeployedSample.Configuration(organization);
            if (isAudit)
            {
                config["bedrock-defense:guardrails"] = """{"targets":[]}""";
            }

            return await Emulation.PrepareAsync(
                await StackDeployment.CreateAsync(config, organization),
                organization,
                CheckedSettings.Parse(config)
            );
        }
    }
}
