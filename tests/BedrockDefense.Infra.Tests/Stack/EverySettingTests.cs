using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Costs;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Stack.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>
/// What the settings allow, every verb takes: no resource that a setting declares is unknown to the rehearsal or the costs.
/// </summary>
[Collection("console")]
public sealed class EverySettingTests
{
    private const string Cases = "settings/valid.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_valid_configuration_is_rehearsed_and_costed(string name)
    {
        var config = SettingsCase.Find(Cases, name).Config;

        var stack = await StackRenderer.RenderAsync(config, SampleOrganization.Of(CheckedSettings.Parse(config)));

        Assert.NotEmpty(Rehearser.Send(stack, NoticeEvents.Restorer("us-east-1", "FAILED")));
        Assert.NotEmpty(CostEstimator.Of(stack, Usage.Assumed(3, 2)).Lines);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_scenario_leaves_a_valid_configuration_valid(string name)
    {
        var config = SettingsCase.Find(Cases, name).Config.ToDictionary();

        // Many scenarios ask for the same settings.
        var played = Scenario
            .Ids.Select(id => ScenarioConfiguration.For(Scenario.Load(id), config, hasTargets: false))
            .DistinctBy(changed => string.Join('\n', changed.Select(entry => $"{entry.Key} {entry.Value}").Order()));

        Assert.All(played, changed => CheckedSettings.Parse(changed));
    }
}
