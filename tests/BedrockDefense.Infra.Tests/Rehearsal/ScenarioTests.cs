using BedrockDefense.Rehearsal;

namespace BedrockDefense.Infra.Tests.Rehearsal;

public sealed class ScenarioTests
{
    public static TheoryData<string> Scenarios => [.. Scenario.Ids];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_step_that_leaves_an_event_expects_a_detection_or_says_why_there_is_none(string id) =>
        Assert.All(
            Scenario.Load(id).Steps.Where(step => step.Calls is not null),
            step => Assert.True(step.Expect is { Detected.Count: > 0 } or { Because: not null }, step.Name));
}
