using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Aws;
using BedrockDefense.Catalog;

namespace BedrockDefense.Stack.Rehearsal;

/// <summary>Changes a configuration for a scenario.</summary>
public static class ScenarioConfiguration
{
    private const string Prefix = "bedrock-defense:";
    private const string Guardrails = $"{Prefix}guardrails";
    private const string Restore = $"{Prefix}restore";
    private const string Maintenance = $"{Prefix}maintenance";

    /// <summary>Returns the configuration with the settings of the scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="hasTargets">Whether the user has already chosen the guardrails' targets.</param>
    public static Dictionary<string, string> For(Scenario scenario, Dictionary<string, string> config, bool hasTargets)
    {
        if (scenario.GuardrailTargets is { } targets && !hasTargets)
        {
            config = WithoutStackSets(WithTargets(config, targets));
        }

        var partition = AwsRegion.Find(config.GetValueOrDefault("aws:region", ""))?.Partition ?? "aws";
        config = (scenario.Settings ?? new Dictionary<string, JsonNode?>()).Aggregate(
            config,
            (changed, setting) =>
                With(
                    changed,
                    Prefix + setting.Key,
                    JsonNode.Parse(
                        setting.Value?.ToJsonString().Replace(Placeholder.Partition.ToString(), partition, StringComparison.Ordinal)
                            ?? "null"
                    )
                )
        );
        return scenario.RestoreMode is { } mode
            ? new Dictionary<string, string>(config) { [Restore] = new JsonObject { ["mode"] = mode }.ToJsonString() }
            : config;
    }

    // A maintenance window may name StackSets only where guardrails at the root keep the name of its roles from everybody. A scenario plays
    // with guardrails elsewhere, or with none.
    private static Dictionary<string, string> WithoutStackSets(Dictionary<string, string> config)
    {
        if (
            !config.TryGetValue(Maintenance, out var given)
            || ParseOrNull(given) is not JsonObject window
            || window["roles"] is not JsonArray roles
            || roles.RemoveAll(role => role?.GetValueKind() == JsonValueKind.String && role.GetValue<string>() == "stackSets") == 0
        )
        {
            return config;
        }

        var changed = new Dictionary<string, string>(config) { [Maintenance] = window.ToJsonString() };
        if (roles.Count == 0)
        {
            _ = changed.Remove(Maintenance);
        }

        return changed;
    }

    /// <summary>
    /// Whether a scenario plays with other guardrails or settings than the configuration has, so that what it shows is not true of the
    /// configuration. The mode of restoring does not count: it neither prevents nor detects.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="hasTargets">Whether the user has already chosen the guardrails' targets.</param>
    public static bool Changes(Scenario scenario, Dictionary<string, string> config, bool hasTargets)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(config);
        var changed = For(scenario with { RestoreMode = null }, config, hasTargets);
        return changed.Count != config.Count
            || changed.Any(one =>
                !config.TryGetValue(one.Key, out var given)
                || (one.Value != given && !JsonNode.DeepEquals(ParseOrNull(one.Value) ?? one.Value, ParseOrNull(given) ?? given))
            );
    }

    /// <summary>
    /// Returns the configuration with other targets for the guardrails. The other settings of the guardrails stay; the parser
    /// reports their faults.
    /// </summary>
    public static Dictionary<string, string> WithTargets(Dictionary<string, string> config, IReadOnlyList<string> targets)
    {
        return With(config, Guardrails, new JsonObject { ["targets"] = JsonSerializer.SerializeToNode(targets) });
    }

    private static JsonNode? ParseOrNull(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            // The value is plain text, such as an empty one, and not JSON.
            return null;
        }
    }

    // Each field replaces the field of the same name, and null takes that away. But a setting that should have fields and has none stays as
    // it is. A value without fields replaces the whole setting.
    private static Dictionary<string, string> With(Dictionary<string, string> config, string key, JsonNode? value)
    {
        if (value is null)
        {
            var without = new Dictionary<string, string>(config);
            _ = without.Remove(key);
            return without;
        }

        if (value is JsonObject fields)
        {
            if (ParseOrNull(config.GetValueOrDefault(key, "{}")) is not JsonObject known)
            {
                return config;
            }

            foreach (var (name, field) in fields)
            {
                if (field is null)
                {
                    _ = known.Remove(name);
                }
                else
                {
                    known[name] = field.DeepClone();
                }
            }

            return known.Count == 0 && !config.ContainsKey(key)
                ? config
                : new Dictionary<string, string>(config) { [key] = known.ToJsonString() };
        }

        return new Dictionary<string, string>(config)
        {
            [key] = value is JsonValue text && text.TryGetValue<string>(out var word) ? word : value.ToJsonString(),
        };
    }
}
