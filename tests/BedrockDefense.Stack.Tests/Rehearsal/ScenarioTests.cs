using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Stack.Tests.Rehearsal;

public sealed class ScenarioTests
{
    public static TheoryData<string> Scenarios => [.. Scenario.Ids];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_step_that_leaves_an_event_expects_a_detection_or_says_why_there_is_none(string id) =>
        Assert.All(
            Scenario.Load(id).Steps.Where(step => step.Calls is not null),
            step => Assert.True(step.Expect is { Detected.Count: > 0 } or { Because: not null }, step.Name)
        );

    [Theory]
    [InlineData("exempt-claimed")]
    [InlineData("borrowed-name")]
    [InlineData("logging-gutted")]
    [InlineData("scp-detached")]
    [InlineData("identity-taken")]
    public void Every_attack_on_the_guardrails_ends_prevented_or_detected_with_the_reason_why_it_cannot_be_prevented(string id) =>
        Assert.All(
            Scenario.Load(id).Steps,
            step =>
                Assert.True(step.Expect is { Prevented: true } or { Prevented: false, Detected.Count: > 0, Because: not null }, step.Name)
        );

    [Fact]
    public void Every_known_way_round_the_guardrails_is_a_step_of_a_scenario() =>
        Assert.Subset(
            Scenario.Ids.SelectMany(id => Scenario.Load(id).Steps).Select(step => step.Name).ToHashSet(),
            new HashSet<string>
            {
                "A role named like an exempt one created",
                "The trust of a real one edited",
                "A path that looks like an exempt role's ARN",
                "An exempt role's name in another path",
                "Another account's role of an administrator's name",
                "Role chaining through a helper",
                "Role chaining into a role of the stack",
                "Role chaining into an administrator whose trust lets it",
                "A session name that looks like an ARN",
                "A permission set with a similar name",
                "The restorer's role passed to a service",
                "stacksets-exec- squatted on",
                "Put instead of Delete",
                "Sinks deleted instead of either: the log group",
                "Sinks deleted instead of either: the buckets",
                "Sinks deleted instead of either: the delivery role",
                "The policy detached by the management account",
                "The name of StackSets' service-linked role taken, in a path of their own",
                "A stack made that acts as StackSets",
                "What holds an administrator's permission set back taken off it",
                "A batch job made that encrypts the objects with another key",
                "Objects overwritten, deleted and encrypted anew through it",
                "Queues purged, deleted and opened by their name or ARN",
                "Canaries, heartbeats, events and alerts forged, where somebody opened bus, queues and topic",
                "A model invoked asynchronously",
            }
        );
}
