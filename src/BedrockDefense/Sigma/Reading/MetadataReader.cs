using System.Text.RegularExpressions;

namespace BedrockDefense.Sigma.Reading;

/// <summary>
/// Reads the fields that detection rules and correlation rules have in common. None of them affects what a rule matches. A field
/// that does not have the form of the specification becomes a remark for lint and is left out.
/// </summary>
internal static partial class MetadataReader
{
    /// <summary>The keys of the specification, and this project's own key <c>next_step</c>.</summary>
    public static readonly string[] Keys =
    [
        "title",
        "id",
        "name",
        "related",
        "taxonomy",
        "status",
        "description",
        "license",
        "references",
        "author",
        "date",
        "modified",
        "fields",
        "falsepositives",
        "level",
        "tags",
        "scope",
        "next_step",
    ];

    private static readonly string[] Lists = ["references", "tags", "falsepositives"];

    /// <summary>Returns the rule with its metadata.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="document">The document of the rule.</param>
    /// <param name="own">The additional keys of this kind of document.</param>
    /// <param name="faults">
    /// Receives the faults that make the rule unusable: another taxonomy, which has other field names, or the key 'action' of old
    /// rule collections, whose documents add to each other.
    /// </param>
    /// <param name="remarks">Receives the faults that do not make the rule unusable.</param>
    public static T Read<T>(T rule, YamlMap document, string[] own, FaultList faults, FaultList remarks)
        where T : SigmaDocument
    {
        var map = new MapReader(document, remarks);
        map.Allow("a rule", [.. Keys, .. own]);
        if (map.Text("taxonomy") is { } taxonomy && taxonomy != "sigma")
        {
            faults.Add(document.Find("taxonomy")!.Location, $"the taxonomy '{taxonomy}' is not supported; leave it out, or write sigma");
        }

        if (document.Find("action") is { } action)
        {
            faults.Add(action.Location, "'action' belongs to the old collections of rules; write each rule in full");
        }

        foreach (var key in Lists.Where(key => document.Find(key) is YamlScalar { IsNull: false, Text.Length: > 0 }))
        {
            remarks.Add(document.Find(key)!.Location, $"'{key}' must be a list of texts");
        }

        foreach (var tag in map.Texts("tags").Where(tag => !Tag().IsMatch(tag)))
        {
            remarks.Add(
                document.Find("tags")!.Location,
                $"the tag '{tag}' must be a namespace, a dot and a name in lower case, e.g. attack.t1685.002"
            );
        }

        return (T)(
            (SigmaDocument)rule with
            {
                Title = map.Text("title", 256) ?? Path.GetFileName(document.Location.File),
                Id = map.Parse<Guid>("id", text => Guid.TryParseExact(text, "D", out var id) ? id : null, "a UUID")?.ToString(),
                Name = map.Text("name", 256),
                Status = map.Choice<SigmaStatus>("status"),
                Description = map.Text("description"),
                References = map.Texts("references"),
                Author = map.Text("author"),
                Date = map.Date("date"),
                Modified = map.Date("modified"),
                Tags = map.Texts("tags"),
                FalsePositives = map.Texts("falsepositives"),
                Level = map.Choice<SigmaLevel>("level"),
                NextStep = map.Text("next_step", 1_000),
            }
        );
    }

    [GeneratedRegex(@"^[a-z0-9_-]+\.[a-z0-9._-]+$")]
    private static partial Regex Tag();
}
