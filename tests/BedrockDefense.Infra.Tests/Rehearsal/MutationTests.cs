using BedrockDefense.Infra.Tests.Rendering;
using BedrockDefense.Rehearsal;

namespace BedrockDefense.Infra.Tests.Rehearsal;

/// <summary>A stack that lacks something it needs does not pass the rehearsal; the whole one does.</summary>
[Collection("console")]
public sealed class MutationTests
{
    private const string Cases = "stack/mutations.json";

    private static readonly RehearsedNames Sample = new(
        ["arn:aws:iam::*:role/BedrockLoggingAdmin"], "bedrock-defense-invocations", "bedrock-defense-invocations-*", "bedrock-defense-invocations");

    public static TheoryData<string> Names => Repository.Names(Cases);

    public static TheoryData<string> Scenarios => [.. Scenario.Ids];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_rehearsal_notices_that(string name)
    {
        var mutation = Repository.Find<Mutation>(Cases, name);
        var stack = await StackFor(Scenario.Load(mutation.Scenario ?? "advisory-chain"));
        Assert.Empty(Unmet(stack, mutation));

        var unmet = Unmet(mutation.Apply(stack), mutation);

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

    [Fact]
    public async Task Nothing_that_is_read_from_the_mutated_stack_is_in_the_original()
    {
        foreach (var mutations in Names.Select(name => Repository.Find<Mutation>(Cases, name.Data)).GroupBy(mutation => mutation.Scenario ?? "advisory-chain"))
        {
            var stack = await StackFor(Scenario.Load(mutations.Key));
            var before = stack.Resources.Select(resource => resource.Inputs.ToJsonString()).ToList();

            Assert.All(mutations, mutation => mutation.Apply(stack));

            Assert.Equal(before, stack.Resources.Select(resource => resource.Inputs.ToJsonString()));
        }
    }

    private static Task<StackDeclaration> StackFor(Scenario scenario) => (scenario.GuardrailTargets, scenario.RestoreMode) switch
    {
        _ when scenario.UngovernedRegions is { } choice => Stacks.WithAsync(("ungovernedRegions", choice)),
        ({ Count: 0 }, null or "non-admin") => Stacks.WithAsync(("guardrails", """{"targets":[]}""")),
        ({ Count: 0 }, { } mode) => Stacks.WithAsync(("guardrails", """{"targets":[]}"""), ("restore", $$"""{"mode":"{{mode}}"}""")),
        _ => Stacks.SampleAsync(),
    };

    private static List<string> Unmet(StackDeclaration stack, Mutation mutation)
    {
        var report = Play(stack, Scenario.Load(mutation.Scenario ?? "advisory-chain"), mutation.As);
        var unmet = report.Steps.SelectMany(step => step.Unmet).ToList();
        Assert.Equal(unmet.Count == 0, report.IsMet);
        return unmet;
    }

    private static RehearsalReport Play(StackDeclaration stack, Scenario scenario, string? principal) =>
        Rehearser.Play(stack, scenario, Rehearser.Attacker(scenario, principal, stack.Organization, "aws", Sample), Sample);
}
