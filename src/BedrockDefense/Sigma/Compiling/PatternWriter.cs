using System.Text.Json.Nodes;

namespace BedrockDefense.Sigma.Compiling;

/// <summary>Writes conjunctions as the <c>detail</c> of an event pattern.</summary>
internal static class PatternWriter
{
    /// <summary>What all branches share comes first, once; what differs follows in <c>$or</c>.</summary>
    public static JsonObject Write(IReadOnlyList<Conjunction> branches)
    {
        var shared = branches[0].Fields
            .Where(entry => branches.All(branch => branch.Find(entry.Field.Text)?.SameAs(entry) == true))
            .ToArray();
        var detail = Write(shared);
        if (branches.Count > 1)
        {
            detail["$or"] = new JsonArray([.. branches
                .Select(branch => branch.Fields.Where(entry => !shared.Any(common => common.Field.Text == entry.Field.Text)))
                .Select(rest => (JsonNode)Write(rest))]);
        }
        return detail;
    }

    private static JsonObject Write(IEnumerable<FieldAlternatives> fields)
    {
        var root = new JsonObject();
        foreach (var entry in fields)
        {
            var parent = root;
            foreach (var segment in entry.Field.Segments.SkipLast(1))
                parent = (JsonObject)(parent[segment] ??= new JsonObject());
            parent[entry.Field.Segments[^1]] = JsonNode.Parse(PatternJson.List(entry.Atoms.Select(atom => atom.Json)));
        }
        return root;
    }
}
