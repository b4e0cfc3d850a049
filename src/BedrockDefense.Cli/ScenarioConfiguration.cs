using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Rehearsal;

namespace BedrockDefense.Cli;

/// <summary>A configuration as a scenario needs it.</summary>
internal static class ScenarioConfiguration
{
    /// <summary>The key of the guardrails.</summary>
    public const string Guardrails = "bedrock-defense:guardrails";

    /// <summary>The key of the restoring.</summary>
    public const string Restore = "bedrock-defense:restore";

    /// <summary>The key of what may happen in Regions that are not governed.</summary>
    public const string UngovernedRegions = "bedrock-defense:ungovernedRegions";

    /// <summary>The configuration with what the scenario sets.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="hasTargets">Whether somebody has already said where the guardrails are attached.</param>
    public static Dictionary<string, string> For(Scenario scenario, Dictionary<string, string> config, bool hasTargets)
    {
        if (scenario.GuardrailTargets is { } targets && !hasTargets)
        {
            config = WithTargets(config, targets);
        }

        if (scenario.UngovernedRegions is { } choice)
        {
            config = new Dictionary<string, string>(config) { [UngovernedRegions] = choice };
        }

        return scenario.RestoreMode is { } mode
            ? new Dictionary<string, string>(config) { [Restore] = new JsonObject { ["mode"] = mode }.ToJsonString() }
            : config;
    }

    /// <summary>The configuration with the guardrails attached elsewhere; their other settings stay, and what is wrong with them is for the parser to say.</summary>
    public static Dictionary<string, string> WithTargets(Dictionary<string, string> config, IReadOnlyList<string> targets)
    {
        var guardrails = JsonNode.Parse(config.GetValueOrDefault(Guardrails, "{}"));
        if (guardrails is JsonObject fields)
        {
            fields["targets"] = JsonSerializer.SerializeToNode(targets);
        }

        return new Dictionary<string, string>(config) { [Guardrails] = guardrails?.ToJsonString() ?? "null" };
    }
}
