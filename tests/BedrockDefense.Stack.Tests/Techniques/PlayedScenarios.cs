using BedrockDefense.Alerts;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Stack.Tests.Techniques;

/// <summary>Every scenario, played once against the stack as it is and once without attached guardrails.</summary>
internal static class PlayedScenarios
{
    private static readonly RehearsedNames Sample = new(
        ["arn:aws:iam::*:role/BedrockLoggingAdmin"],
        "bedrock-defense-invocations",
        "bedrock-defense-invocations-*",
        "bedrock-defense-invocations"
    );

    private static readonly Lazy<Task<List<RehearsalReport>>> Played = new(() => PlayAllAsync(stack => stack));

    private static readonly Lazy<Task<List<RehearsalReport>>> Unguarded = new(() => PlayAllAsync(WithoutGuardrails));

    /// <summary>Returns the reports.</summary>
    public static Task<List<RehearsalReport>> AllAsync() => Played.Value;

    /// <summary>Returns the reports of stacks whose guardrails are attached nowhere.</summary>
    public static Task<List<RehearsalReport>> WithoutGuardrailsAsync() => Unguarded.Value;

    /// <summary>Plays a scenario against a stack without attached guardrails and without the rules of these detections.</summary>
    public static Task<RehearsalReport> WithoutAsync(string scenario, HashSet<string> detections) =>
        PlayAsync(Scenario.Load(scenario), stack => WithoutRules(WithoutGuardrails(stack), detections));

    private static async Task<List<RehearsalReport>> PlayAllAsync(Func<StackDeclaration, StackDeclaration> change)
    {
        List<RehearsalReport> reports = [];
        foreach (var id in Scenario.Ids)
        {
            reports.Add(await PlayAsync(Scenario.Load(id), change));
        }

        return reports;
    }

    private static async Task<RehearsalReport> PlayAsync(Scenario scenario, Func<StackDeclaration, StackDeclaration> change)
    {
        var sample = new Dictionary<string, string>(Stacks.Sample);
        var config = ScenarioConfiguration.For(scenario, sample, hasTargets: false);
        var stack = change(await Stacks.RenderAsync(config));
        var placeholders = Placeholders.Of(CheckedSettings.Parse(config)).ByName;
        return Rehearser.Play(
            stack,
            scenario,
            Rehearser.AttackerOf(scenario, principalArn: null, stack.Organization, "aws", Sample),
            Sample,
            detections: [.. Detection.All.Select(detection => detection with { Rule = detection.Rule.Expand(placeholders) })]
        ) with
        {
            HasOtherSettings = ScenarioConfiguration.Changes(scenario, sample, hasTargets: false),
        };
    }

    private static StackDeclaration WithoutGuardrails(StackDeclaration stack) =>
        stack with
        {
            Resources = [.. stack.Resources.Where(resource => resource.Type != "aws:organizations/policyAttachment:PolicyAttachment")],
        };

    // The rules stay, with a pattern that no event matches.
    private static StackDeclaration WithoutRules(StackDeclaration stack, HashSet<string> detections) =>
        stack with
        {
            Resources =
            [
                .. stack.Resources.Select(resource =>
                {
                    if (
                        resource.Type != "aws:cloudwatch/eventRule:EventRule"
                        || !detections.Contains(AlertRule.DetectionOf(resource.Text("name")!))
                    )
                    {
                        return resource;
                    }

                    var inputs = resource.Inputs.DeepClone().AsObject();
                    inputs["eventPattern"] = """{"source":["taken.away"]}""";
                    return resource with { Inputs = inputs };
                }),
            ],
        };
}
