using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Comparison;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;
using BedrockDefense.Stack.SavedPlans;

namespace BedrockDefense.Stack.Tests.Comparison;

/// <summary>Compares the sample configuration with changes of it. Each configuration is rendered once.</summary>
internal static class ComparedSamples
{
    private static readonly ConcurrentDictionary<(string, SampleOrganization), Task<StackDeclaration>> Rendered = [];

    /// <summary>Compares two configurations.</summary>
    /// <param name="old">The old configuration.</param>
    /// <param name="new">The new configuration.</param>
    /// <param name="scenarios">The scenarios to play, which takes longer than all the rest.</param>
    public static Task<ProtectionDifference> CompareAsync(
        ComparedConfiguration old,
        ComparedConfiguration @new,
        params IReadOnlyList<string> scenarios
    ) => ProtectionComparer.CompareAsync(old, @new, accounts: 100, RenderAsync, scenarios);

    /// <summary>Gives the sample with some settings replaced; null leaves a setting out.</summary>
    public static ComparedConfiguration With(JsonObject? changes)
    {
        var config = ConfigFile.Read(Repository.SampleConfiguration);
        foreach (var (setting, value) in changes ?? [])
        {
            config[$"bedrock-defense:{setting}"] =
                value is JsonValue text && text.TryGetValue<string>(out var word) ? word : value!.ToJsonString();
        }

        return new ComparedConfiguration(config, CheckedSettings.Parse(config), new Dictionary<string, string>());
    }

    /// <summary>Gives the sample with texts of its file replaced.</summary>
    public static ComparedConfiguration Rewritten(IEnumerable<(string From, string To)> replacements)
    {
        var text = replacements.Aggregate(
            File.ReadAllText(Repository.SampleConfiguration),
            (text, replacement) =>
                text.Contains(replacement.From, StringComparison.Ordinal)
                    ? text.Replace(replacement.From, replacement.To, StringComparison.Ordinal)
                    : throw new InvalidOperationException($"the sample has no \"{replacement.From}\"")
        );
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            return ComparedConfiguration.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Gives the plan that the verb <c>plan</c> makes of a configuration, written and read again.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="change">Changes the items of the plan; null for a plan as it was written.</param>
    public static async Task<ComparedConfiguration> PlannedAsync(ComparedConfiguration configuration, Action<JsonArray>? change = null)
    {
        var stack = await RenderAsync(configuration.Config, SampleOrganization.Of(configuration.Settings));
        var items = JsonNode.Parse(SavedPlanFile.Write("1.2.3", configuration.Config, configuration.SecretDigests, stack))!.AsArray();
        change?.Invoke(items);
        items[0]!["resourceCount"] = items.Count - 1;
        return ComparedConfiguration.Of(SavedPlanFile.Parse(items.ToJsonString(), "plan.json"), "plan.json");
    }

    private static Task<StackDeclaration> RenderAsync(IReadOnlyDictionary<string, string> config, SampleOrganization organization) =>
        Rendered.GetOrAdd(
            (JsonSerializer.Serialize(new SortedDictionary<string, string>(config.ToDictionary(), StringComparer.Ordinal)), organization),
            _ => StackRenderer.RenderAsync(config, organization)
        );
}
