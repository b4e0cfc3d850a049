using System.Collections.Concurrent;
using BedrockDefense.Emulator.Attack;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Rehearsal;

namespace BedrockDefense.Emulator.Tests;

/// <summary>Scenarios played on the stack that stands on the emulator. Authorization is not enforced there.</summary>
public sealed class AttackTests(MotoFixture moto, AttackTests.Stage stage) : IClassFixture<AttackTests.Stage>, IDisposable
{
    public void Dispose() => moto.ShowLogOfFailure();

    [Theory]
    [InlineData("advisory-chain", 7, 5, 15, 0)]
    [InlineData("root-user", 7, 5, 17, 0)]
    [InlineData("logging-gutted", 10, 10, 22, 0)]
    [InlineData("management-account", 3, 2, 3, 1)]
    [InlineData("audit-mode", 8, 5, 9, 1)]
    [InlineData("far-region", 3, 2, 3, 1)]
    [InlineData("broken-forwarder", 3, 0, 0, 1)]
    public async Task The_emulator_brings_about_what_the_rehearsal_says_in(string id, int events, int forwarded, int messages, int restorations)
    {
        var scenario = Scenario.Load(id);
        var emulation = await stage.ForAsync(scenario, moto);

        var played = await emulation.PlayAsync(scenario);

        Nothing.In(played.Faults);
        Assert.True(played.Report.IsMet);
        Assert.Equal((events, forwarded, messages, restorations), (played.Events, played.Forwarded, played.Messages, played.Restorations));
    }

    /// <summary>The stack once with its guardrails attached and once in audit mode, each ready for attacks.</summary>
    public sealed class Stage
    {
        private readonly ConcurrentDictionary<bool, Lazy<Task<Emulation>>> _ready = [];

        internal Task<Emulation> ForAsync(Scenario scenario, MotoFixture moto)
        {
            Tool.Require(MotoServer.Program, MotoServer.Install);
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

            return await Emulation.PrepareAsync(await StackDeployment.CreateAsync(config, organization), organization, SettingsParser.Parse(config));
        }
    }
}
