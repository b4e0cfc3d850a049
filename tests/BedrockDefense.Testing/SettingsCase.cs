using System.Text.Json.Nodes;

namespace BedrockDefense.Testing;

/// <summary>A configuration and what must become of it.</summary>
public sealed record SettingsCase(IReadOnlyDictionary<string, string> Config, JsonNode? Settings, IReadOnlyList<string>? Faults)
{
    public static SettingsCase Find(string path, string name)
    {
        var one = Repository.Cases(path).Single(candidate => candidate["name"]!.GetValue<string>() == name);
        return new SettingsCase(
            one["config"]!.AsObject().ToDictionary(entry => entry.Key, entry => AsPulumiHoldsIt(entry.Value!)),
            one["settings"],
            one["faults"]?.AsArray().Select(fault => fault!.GetValue<string>()).ToList()
        );
    }

    private static string AsPulumiHoldsIt(JsonNode value) =>
        value is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : value.ToJsonString(JsonText.Options);
}
