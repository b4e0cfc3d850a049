using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.Cli.Output;
using BedrockDefense.Stack.Techniques;

namespace BedrockDefense.Cli.Tests.Reports;

/// <summary><c>rehearse --format navigator</c>: a technique has the color of what was rehearsed of it.</summary>
[Collection("console")]
public sealed class NavigatorLayerTests
{
    private const string Prevented = "#8ec843";
    private const string Detected = "#c9e7a3";
    private const string Partly = "#ffe766";
    private const string Missed = "#ff6666";

    private static readonly Dictionary<string, (string? Color, TechniqueEvidence[] Steps)> Colors = new()
    {
        ["prevented alone"] = (Prevented, [Step(TechniqueOutcome.Prevented)]),
        ["detected in one step, prevented in another"] = (Detected, [Step(TechniqueOutcome.Detected), Step(TechniqueOutcome.Prevented)]),
        ["missed in one step, detected in another"] = (Partly, [Step(TechniqueOutcome.Missed), Step(TechniqueOutcome.Detected)]),
        ["missed alone"] = (Missed, [Step(TechniqueOutcome.Missed)]),
        ["missed, and detected with other settings only"] = (Missed, [Step(TechniqueOutcome.Missed), Elsewhere]),
        ["detected with other settings only"] = (null, [Elsewhere]),
        ["not rehearsed"] = (null, []),
    };

    public static TheoryData<string> Names => [.. Colors.Keys];

    private static TechniqueEvidence Elsewhere => Step(TechniqueOutcome.Detected) with { HasOtherSettings = true };

    [Fact]
    public async Task The_layer_of_the_sample_is_of_the_documented_form_with_every_technique_of_the_catalog()
    {
        var run = await CommandLineRun.Of("rehearse", "--config", Repository.SampleConfiguration, "--format", "navigator");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var layer = Read(run.Output);
        Assert.Equal(
            ("enterprise-attack", "4.5", "19"),
            ((string)layer["domain"]!, (string)layer["versions"]!["layer"]!, (string)layer["versions"]!["attack"]!)
        );
        Assert.Equal(
            Detection
                .All.SelectMany(detection => AttackMatrix.TechniquesOf(detection.Rule))
                .Select(technique => technique.Id)
                .Distinct()
                .Order(StringComparer.Ordinal),
            layer["techniques"]!.AsArray().Select(technique => (string)technique!["techniqueID"]!)
        );
        Assert.Equal((Detected, Detected, null), (ColorOf(layer, "T1685.002"), ColorOf(layer, "T1526"), ColorOf(layer, "T1567")));
    }

    [Fact]
    public async Task The_layer_of_ATLAS_has_the_domain_and_the_ids_of_its_Navigator()
    {
        var run = await CommandLineRun.Of("rehearse", "--config", Repository.SampleConfiguration, "--format", "navigator-atlas");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var layer = JsonNode.Parse(run.Output)!;
        Assert.Equal(("atlas-atlas", null), ((string)layer["domain"]!, (string?)layer["versions"]!["attack"]));
        Assert.Equal(
            ["AML.T0012", "AML.T0040", "AML.T0074", "AML.T0075", "AML.T0091.000"],
            layer["techniques"]!.AsArray().Select(technique => (string)technique!["techniqueID"]!)
        );
        Assert.Equal((Detected, null), (ColorOf(layer, "AML.T0075"), ColorOf(layer, "AML.T0040")));

        // The rest is as in a layer of ATT&CK.
        _ = Read(
            run.Output.Replace("atlas-atlas", "enterprise-attack", StringComparison.Ordinal)
                .Replace("\"AML.T", "\"T", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_scenario_with_other_settings_gives_a_color_only_when_it_is_asked_for()
    {
        string[] arguments = ["rehearse", "--config", Repository.SampleConfiguration, "--format", "navigator"];

        var all = Read((await CommandLineRun.Of(arguments)).Output);
        var one = Read((await CommandLineRun.Of([.. arguments, "--scenario", "broken-forwarder"])).Output);

        Assert.Contains("With other settings: broken-forwarder 2", CommentOf(all, "T1685.002"), StringComparison.Ordinal);
        Assert.Equal((Detected, Missed), (ColorOf(all, "T1685.002"), ColorOf(one, "T1685.002")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_technique_has_the_color_of(string name)
    {
        var (color, steps) = Colors[name];
        var outcome = steps is [{ HasOtherSettings: false } worst, ..] ? worst.Outcome : TechniqueOutcome.NotRehearsed;

        var layer = LayerOf(new TechniqueResult(new AttackTechnique("T1526", "n", []), outcome, ["d"], steps));

        Assert.Equal(color, ColorOf(layer, "T1526"));
        Assert.Equal(color is null, Technique(layer, "T1526")["score"] is null);
    }

    [Fact]
    public void What_a_comment_quotes_cannot_control_a_terminal()
    {
        var step = Step(TechniqueOutcome.Prevented) with { Guardrails = ["\u001b[31m\u202egpj"] };

        var comment = CommentOf(
            LayerOf(new TechniqueResult(new AttackTechnique("T1526", "n", []), TechniqueOutcome.Prevented, ["d"], [step])),
            "T1526"
        );

        Assert.DoesNotContain(comment, character => char.IsControl(character) || character == '\u202e');
    }

    private static TechniqueEvidence Step(TechniqueOutcome outcome) => new("scenario", 1, "name", outcome, [], [], []);

    private static JsonNode LayerOf(TechniqueResult result) =>
        Read(ConsoleOutput.ToJson(NavigatorLayer.Of([], [result], NavigatorLayer.Attack)));

    private static JsonNode Read(string text) => SchemaCheck.Read("navigator-layer-4.5.json", text);

    private static string? ColorOf(JsonNode layer, string technique) => (string?)Technique(layer, technique)["color"];

    private static string CommentOf(JsonNode layer, string technique) => (string)Technique(layer, technique)["comment"]!;

    private static JsonNode Technique(JsonNode layer, string technique) =>
        layer["techniques"]!.AsArray().Single(one => (string)one!["techniqueID"]! == technique)!;
}
