using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Stack.Tests.Rehearsal;

/// <summary>A stack that lacks something does not pass the rehearsal. The complete stack does.</summary>
[Collection("console")]
public sealed class MutationTests
{
    private const string Cases = "stack/mutations.json";

    private static readonly RehearsedNames Sample = new(
        ["arn:aws:iam::*:role/BedrockLoggingAdmin"],
        "bedrock-defense-invocations",
        "bedrock-defense-invocations-*",
        "bedrock-defense-invocations"
    );

    public static TheoryData<string> Names => Repository.Names(Cases);

    public static TheoryData<string> Scenarios => [.. Scenario.Ids];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_rehearsal_notices_that(string name)
    {
        var mutation = Repository.Find<Mutation>(Cases, name);
        var stack = await StackFor(Scenario.Load(mutation.Scenario ?? "advisory-chain"));
        Assert.Empty(UnmetExpectations(stack, mutation));

        var unmet = UnmetExpectations(mutation.Apply(stack), mutation);

        Assert.Contains(mutation.Unmet, unmet);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task The_whole_stack_meets_every_expectation_of(string scenario)
    {
        var loaded = Scenario.Load(scenario);
        var stack = await StackFor(loaded);

        var report = Play(stack, loaded, principal: null);

        Assert.Empty(report.Steps.SelectMany(step => step.Unmet));
        Assert.True(report.IsMet);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task The_rehearsal_notices_when_a_detection_forgets_any_call_of(string scenario)
    {
        var loaded = Scenario.Load(scenario);
        var stack = await StackFor(loaded);

        Assert.All(
            loaded.Steps.Where(step => step.Expect is { Detected.Count: > 0 } && (step.Calls!.Count == 1 || step.Expect.Each)),
            step =>
                Assert.All(
                    step.Calls!,
                    call =>
                        Assert.Contains(
                            Play(WithoutEvent(stack, call.EventName, step.Expect!.Detected!), loaded, principal: null)
                                .Steps.Single(played => played.Name == step.Name)
                                .Unmet,
                            unmet => unmet.EndsWith(", but was not", StringComparison.Ordinal)
                        )
                )
        );
    }

    [Fact]
    public async Task The_rehearsal_notices_when_any_statement_of_a_guardrail_is_left_out()
    {
        HashSet<string> all = [];
        HashSet<string> noticed = [];
        foreach (var scenario in Scenario.Ids.Select(Scenario.Load))
        {
            var stack = await StackFor(scenario);
            foreach (var place in Statements(stack).Where(place => all.Add(Sid(place)) || !noticed.Contains(Sid(place))))
            {
                var mutated = new Mutation(Unmet: "", DropStatement: [place]).Apply(stack);
                if (!Play(mutated, scenario, principal: null).IsMet)
                {
                    noticed.Add(Sid(place));
                }
            }
        }

        Assert.NotEmpty(all);
        Assert.Equal([], all.Except(noticed).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_that_is_read_from_the_mutated_stack_is_in_the_original()
    {
        foreach (
            var mutations in Names
                .Select(name => Repository.Find<Mutation>(Cases, name.Data))
                .GroupBy(mutation => mutation.Scenario ?? "advisory-chain")
        )
        {
            var stack = await StackFor(Scenario.Load(mutations.Key));
            var before = stack.Resources.Select(resource => resource.Inputs.ToJsonString()).ToList();

            Assert.All(mutations, mutation => mutation.Apply(stack));

            Assert.Equal(before, stack.Resources.Select(resource => resource.Inputs.ToJsonString()));
        }
    }

    // Lists every guardrail's statements, in the form of Mutation.
    private static IEnumerable<string> Statements(StackDeclaration stack) =>
        stack
            .OfType("aws:organizations/policy:Policy")
            .SelectMany(policy =>
                JsonNode.Parse(policy.Text("content")!)!["Statement"]!
                    .AsArray()
                    .Select(statement => $"{policy.Title()}/content/{statement!["Sid"]!.GetValue<string>()}")
            );

    private static string Sid(string place) => place[(place.LastIndexOf('/') + 1)..];

    // Changes the rules of these detections so that they name another call.
    private static StackDeclaration WithoutEvent(StackDeclaration stack, string eventName, IReadOnlyList<string> detections) =>
        stack with
        {
            Resources =
            [
                .. stack.Resources.Select(resource =>
                {
                    if (resource.Type != "aws:cloudwatch/eventRule:EventRule" || !detections.Contains(AlertRule.DetectionOf(resource.Name)))
                    {
                        return resource;
                    }

                    var inputs = resource.Inputs.DeepClone().AsObject();
                    inputs["eventPattern"] = resource
                        .Text("eventPattern")!
                        .Replace($"\"{eventName}\"", "\"Forgotten\"", StringComparison.Ordinal);
                    return resource with { Inputs = inputs };
                }),
            ],
        };

    private static Task<StackDeclaration> StackFor(Scenario scenario) =>
        Stacks.RenderAsync(ScenarioConfiguration.For(scenario, new Dictionary<string, string>(Stacks.Sample), hasTargets: false));

    private static List<string> UnmetExpectations(StackDeclaration stack, Mutation mutation)
    {
        var report = Play(stack, Scenario.Load(mutation.Scenario ?? "advisory-chain"), mutation.As);
        var unmet = report.Steps.SelectMany(step => step.Unmet).ToList();
        Assert.Equal(unmet.Count == 0, report.IsMet);
        return unmet;
    }

    private static RehearsalReport Play(StackDeclaration stack, Scenario scenario, string? principal) =>
        Rehearser.Play(stack, scenario, Rehearser.AttackerOf(scenario, principal, stack.Organization, "aws", Sample), Sample);
}
