using System.Text.Json.Nodes;

namespace BedrockDefense.Testing;

/// <summary>A configuration, and the settings or the faults that must result from it.</summary>
public sealed record SettingsCase(IReadOnlyDictionary<string, string> Config, JsonNode? Settings, IReadOnlyList<string>? Faults)
{
    // A message with all detections changes with each detection that is added, so the cases have a placeholder for the list.
    private static string Detections { get; } =
        string.Join(
            ", ",
            Directory
                .EnumerateDirectories(Path.Combine(Repository.Root, "policies", "detections"))
                .Select(folder => Path.GetFileName(folder)!)
                .Order(StringComparer.Ordinal)
        );

    public static SettingsCase Find(string path, string name)
    {
        var one = Repository.Cases(path).Single(candidate => candidate["name"]!.GetValue<string>() == name);
        return new SettingsCase(
            one["config"]!.AsObject().ToDictionary(entry => entry.Key, entry => AsPulumiHoldsIt(entry.Value!)),
            one["settings"],
            one["faults"]
                ?.AsArray()
                .Select(fault => fault!.GetValue<string>().Replace("%detections%", Detections, StringComparison.Ordinal))
                .ToList()
        );
    }

    private static string AsPulumiHoldsIt(JsonNode value) =>
        value is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : value.ToJsonString(JsonText.Options);
}
