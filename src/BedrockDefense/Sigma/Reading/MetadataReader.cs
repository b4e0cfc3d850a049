using System.Text.RegularExpressions;

namespace BedrockDefense.Sigma.Reading;

/// <summary>
/// Reads what detection and correlation rules have in common. Nothing of it decides what a rule matches: what is not of the
/// specification's form is remarked, for lint, and left out.
/// </summary>
internal static partial class MetadataReader
{
    /// <summary>The keys the specification knows, and <c>next_step</c>, our custom one.</summary>
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

    /// <summary>The rule with its metadata filled in.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="document">Its document.</param>
    /// <param name="own">The keys that its kind of document has besides.</param>
    /// <param name="faults">Gets what stops it: fields of another taxonomy have other names, and old documents add to each other.</param>
    /// <param name="remarks">Gets what does not.</param>
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
                Id = map.Parsed<Guid>("id", text => Guid.TryParseExact(text, "D", out var id) ? id : null, "a UUID")?.ToString(),
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
