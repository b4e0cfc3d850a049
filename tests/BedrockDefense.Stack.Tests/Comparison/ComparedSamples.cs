using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Comparison;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;

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

    private static Task<StackDeclaration> RenderAsync(IReadOnlyDictionary<string, string> config, SampleOrganization organization) =>
        Rendered.GetOrAdd(
            (JsonSerializer.Serialize(new SortedDictionary<string, string>(config.ToDictionary(), StringComparer.Ordinal)), organization),
            _ => StackRenderer.RenderAsync(config, organization)
        );
}
