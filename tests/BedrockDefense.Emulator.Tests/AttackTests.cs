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
    [InlineData("advisory-chain", 0)]
    [InlineData("root-user", 0)]
    [InlineData("logging-gutted", 0)]
    [InlineData("management-account", 1)]
    [InlineData("audit-mode", 1)]
    [InlineData("far-region", 1)]
    [InlineData("broken-forwarder", 1)]
    public async Task The_emulator_brings_about_what_the_rehearsal_says_in(string id, int restorations)
    {
        var scenario = Scenario.Load(id);
        var emulation = await stage.ForAsync(scenario, moto);

        var played = await emulation.PlayAsync(scenario);

        Nothing.In(played.Faults);
        Assert.True(played.Report.IsMet);
        Assert.Equal(restorations, played.Restorations);
        Assert.NotEqual(0, played.Messages);
        Assert.NotEqual(0, played.Forwarded);
        TestContext.Current.TestOutputHelper?.WriteLine($"{played.Events} events, {played.Forwarded} forwarded, {played.Unasked} unasked, {played.Messages} messages");
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
