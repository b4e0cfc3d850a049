using System.Text.Json;
using BedrockDefense.Sigma;

namespace BedrockDefense.Tests.Sigma;

/// <summary>
/// The case file of a detection: records that must match, records that must not match, and the values of the rule's placeholders.
/// <c>administrators</c> is always there; the others are in <c>placeholders</c>.
/// </summary>
internal sealed record DetectionCaseFile(
    string Id,
    string Yaml,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders,
    IReadOnlyList<DetectionCase> Cases
)
{
    /// <summary>The ids of the catalog's detections.</summary>
    public static IEnumerable<string> Ids =>
        Repository
            .Policies("detections")
            .Where(path => path.EndsWith("/rule.yml", StringComparison.Ordinal))
            .Select(path => path.Split('/')[1]);

    /// <summary>The rule with its placeholders filled.</summary>
    public SigmaRule Rule => Parse(Yaml);

    public static DetectionCaseFile Load(string id)
    {
        var root = JsonDocument.Parse(Repository.Case($"detections/{id}/cases.json")).RootElement;
        var placeholders = new Dictionary<string, IReadOnlyList<string>> { ["administrators"] = Texts(root.GetProperty("administrators")) };
        if (root.TryGetProperty("placeholders", out var others))
        {
            foreach (var placeholder in others.EnumerateObject())
            {
                placeholders.Add(placeholder.Name, Texts(placeholder.Value));
            }
        }
        return new DetectionCaseFile(
            id,
            Repository.Policy($"detections/{id}/rule.yml"),
            placeholders,
            [
                .. root.GetProperty("cases")
                    .EnumerateArray()
                    .Select(item => new DetectionCase(
                        item.GetProperty("name").GetString()!,
                        item.GetProperty("matches").GetBoolean(),
                        item.GetProperty("record")
                    )),
            ]
        );
    }

    /// <summary>Parses another text of the rule, and fills its placeholders with the same values.</summary>
    public SigmaRule Parse(string yaml) => SigmaRule.Parse(yaml, $"detections/{Id}/rule.yml").Expand(Placeholders);

    private static IReadOnlyList<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];
}

/// <summary>A CloudTrail record and whether a detection must match it.</summary>
internal sealed record DetectionCase(string Name, bool Matches, JsonElement Record);
