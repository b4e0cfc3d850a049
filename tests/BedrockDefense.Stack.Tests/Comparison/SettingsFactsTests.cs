using System.Text.Json.Nodes;
using BedrockDefense.Stack.Comparison;

namespace BedrockDefense.Stack.Tests.Comparison;

/// <summary>No setting is missing among the facts, so that no difference can go unnoticed.</summary>
public sealed class SettingsFactsTests
{
    [Fact]
    public void Every_setting_of_the_schema_is_a_fact()
    {
        var facts = SettingsFacts
            .Of(new Dictionary<string, string>(), ComparedSamples.With(null).Settings)
            .Select(fact => fact.Setting.Split('.')[0])
            .ToHashSet();

        var settings = Schema().Select(key => key["bedrock-defense:".Length..]);

        // The Regions to confirm are refused unless they are governed, so they tell nothing more.
        Assert.Equal([], settings.Except(facts).Except(["optInRegions"]));
    }

    private static IEnumerable<string> Schema() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs/settings.schema.json")))!["properties"]!["config"]![
            "properties"
        ]!
            .AsObject()
            .Select(property => property.Key)
            .Where(key => key.StartsWith("bedrock-defense:", StringComparison.Ordinal));
}
