using System.Text.RegularExpressions;

namespace BedrockDefense.Sigma.Reading;

/// <summary>Reads what detection and correlation rules have in common.</summary>
internal static partial class MetadataReader
{
    /// <summary>The keys the specification knows, and <c>next_step</c>, our custom one.</summary>
    public static readonly string[] Keys =
    [
        "title", "id", "name", "related", "taxonomy", "status", "description", "license", "references", "author",
        "date", "modified", "fields", "falsepositives", "level", "tags", "scope", "next_step",
    ];

    /// <summary>The rule with its metadata filled in.</summary>
    public static T Read<T>(T rule, MapReader map, YamlMap document, FaultList faults)
        where T : SigmaDocument
    {
        if (map.Text("taxonomy") is { } taxonomy && taxonomy != "sigma")
            faults.Add(document.Find("taxonomy")!.Location, $"the taxonomy '{taxonomy}' is not supported; leave it out, or write sigma");
        foreach (var tag in map.Texts("tags").Where(tag => !Tag().IsMatch(tag)))
            faults.Add(document.Find("tags")!.Location, $"the tag '{tag}' must be a namespace, a dot and a name in lower case, e.g. attack.t1685.002");
        return (T)((SigmaDocument)rule with
        {
            Title = map.Text("title", 256) ?? "",
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
        });
    }

    [GeneratedRegex(@"^[a-z0-9_-]+\.[a-z0-9._-]+$")]
    private static partial Regex Tag();
}
