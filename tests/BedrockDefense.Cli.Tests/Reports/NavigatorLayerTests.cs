using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.Cli.Output;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Stack.Rehearsal.Techniques;
using BedrockDefense.Testing.Rendering;
using Json.Schema;

namespace BedrockDefense.Cli.Tests.Reports;

/// <summary><c>rehearse --format navigator</c>: a technique has the color of what was rehearsed of it.</summary>
[Collection("console")]
public sealed class NavigatorLayerTests
{
    private const string Green = "#8ec843";
    private const string Amber = "#ffe766";
    private const string Red = "#ff6666";

    private static readonly JsonSchema Schema = JsonSchema.FromText(Repository.Case("schemas/navigator-layer-4.5.json"));

    private static readonly RehearsedNames Sample = new(
        ["arn:aws:iam::*:role/BedrockLoggingAdmin"],
        "bedrock-defense-invocations",
        "bedrock-defense-invocations-*",
        "bedrock-defense-invocations"
    );

    [Fact]
    public async Task The_layer_of_the_sample_is_of_the_documented_form_and_nothing_in_it_is_red()
    {
        var run = await CommandLineRun.Of("rehearse", "--config", Repository.SampleConfiguration, "--format", "navigator");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var layer = Valid(run.Output);
        Assert.Equal(
            ("enterprise-attack", "4.5", "19"),
            ((string)layer["domain"]!, (string)layer["versions"]!["layer"]!, (string)layer["versions"]!["attack"]!)
        );
        Assert.Equal(Green, ColorOf(layer, "T1685.002"));
        Assert.DoesNotContain(layer["techniques"]!.AsArray(), technique => (string?)technique!["color"] == Red);
        Assert.DoesNotContain(
            layer["techniques"]!.AsArray(),
            technique => ((string)technique!["techniqueID"]!).StartsWith("T1562", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_step_of_a_scenario_with_other_settings_gives_no_color_unless_the_scenario_is_asked_for()
    {
        string[] arguments = ["rehearse", "--config", Repository.SampleConfiguration, "--format", "navigator"];

        var all = Valid((await CommandLineRun.Of(arguments)).Output);
        var one = Valid((await CommandLineRun.Of([.. arguments, "--scenario", "broken-forwarder"])).Output);

        Assert.Contains("With other settings: broken-forwarder 2", CommentOf(all, "T1685.002"), StringComparison.Ordinal);
        Assert.Equal((Green, Red), (ColorOf(all, "T1685.002"), ColorOf(one, "T1685.002")));
    }

    [Fact]
    public async Task Every_technique_turns_red_without_the_detections_and_guardrails_that_give_it()
    {
        List<string> rehearsed = [];
        List<string> notRed = [];
        var scenarios = await Task.WhenAll(Scenario.Ids.Select(Scenario.Load).Select(async one => (one, await StackFor(one))));
        var whole = scenarios.ToDictionary(one => one.one.Id, one => Play(one.Item2, one.one).Select(step => step.Technique).ToHashSet());
        foreach (var technique in AttackTechnique.OfCatalog)
        {
            HashSet<string> detections = [.. AttackTechnique.Detections(technique)];
            foreach (var (scenario, stack) in scenarios.Where(one => whole[one.one.Id].Contains(technique)))
            {
                rehearsed.Add(technique);
                if (ColorOf(Layer(Play(Without(stack, detections), scenario)), technique) != Red)
                {
                    notRed.Add($"{technique} in {scenario.Id}");
                }
            }
        }

        Assert.Empty(notRed);
        // No scenario plays T1567, so the layer never gives it a color.
        Assert.Equal(AttackTechnique.OfCatalog.Except(["T1567"]), rehearsed.Distinct());
    }

    [Theory]
    [InlineData(Green, TechniqueOutcome.Shown, TechniqueOutcome.Shown)]
    [InlineData(Amber, TechniqueOutcome.Shown, TechniqueOutcome.Partly)]
    [InlineData(Red, TechniqueOutcome.Partly, TechniqueOutcome.Neither)]
    [InlineData(Red, TechniqueOutcome.Neither, TechniqueOutcome.Shown)]
    public void The_worst_step_gives_the_color(string color, params TechniqueOutcome[] outcomes) =>
        Assert.Equal(
            color,
            ColorOf(Layer([.. outcomes.Select(outcome => new TechniqueStep("T1526", "s", 1, "n", outcome, [], [], [], []))]), "T1526")
        );

    // The guardrails are attached nowhere, and the rules of these detections match nothing.
    private static StackDeclaration Without(StackDeclaration stack, HashSet<string> detections) =>
        stack with
        {
            Resources =
            [
                .. stack
                    .Resources.Where(resource => resource.Type != "aws:organizations/policyAttachment:PolicyAttachment")
                    .Select(resource =>
                    {
                        if (
                            resource.Type != "aws:cloudwatch/eventRule:EventRule"
                            || !detections.Contains(AlertRule.DetectionOf(resource.Name))
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

    private static JsonNode Layer(IReadOnlyList<TechniqueStep> steps) => Valid(ConsoleOutput.ToJson(NavigatorLayer.Of([], steps)));

    private static string? ColorOf(JsonNode layer, string technique) => (string?)Technique(layer, technique)["color"];

    private static string CommentOf(JsonNode layer, string technique) => (string)Technique(layer, technique)["comment"]!;

    private static JsonNode Technique(JsonNode layer, string technique) =>
        layer["techniques"]!.AsArray().Single(one => (string)one!["techniqueID"]! == technique)!;

    private static JsonNode Valid(string text)
    {
        using var document = JsonDocument.Parse(text);
        var result = Schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(
            result.IsValid,
            string.Join(
                '\n',
                (result.Details ?? []).SelectMany(one => (one.Errors ?? []).Select(error => $"{one.InstanceLocation}: {error}"))
            )
        );
        return JsonNode.Parse(text)!;
    }

    private static Dictionary<string, string> ConfigOf(Scenario scenario) =>
        ScenarioConfiguration.For(scenario, new Dictionary<string, string>(Stacks.Sample), hasTargets: false);

    private static Task<StackDeclaration> StackFor(Scenario scenario) => Stacks.RenderAsync(ConfigOf(scenario));

    private static IReadOnlyList<TechniqueStep> Play(StackDeclaration stack, Scenario scenario)
    {
        List<PlacedEvent> events = [];
        var attacker = Rehearser.AttackerOf(scenario, null, stack.Organization, "aws", Sample);
        var report = Rehearser.Play(stack, scenario, attacker, Sample, events.Add);
        return TechniqueStep.Of(report, events, Placeholders.Of(CheckedSettings.Parse(ConfigOf(scenario))).ByName);
    }
}
