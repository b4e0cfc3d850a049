using System.Text.Json.Nodes;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>Writes conjunctions as the <c>detail</c> of an event pattern.</summary>
internal static class PatternWriter
{
    private const string Or = "$or";

    /// <summary>
    /// Writes the branches as one object. Fields that all branches share are written once, and the rest follows in
    /// <c>$or</c>. If the branches are all combinations of some alternatives inside one object with some outside it, each set
    /// of alternatives gets its own <c>$or</c>. The combinations written out would soon be longer than EventBridge accepts.
    /// </summary>
    public static JsonObject Write(IReadOnlyList<Conjunction> branches)
    {
        var shared = branches[0]
            .Fields.Where(entry => branches.All(branch => branch.Find(entry.Field.Text)?.IsSameAs(entry) == true))
            .ToArray();
        var detail = Write(shared, depth: 0);
        if (branches.Count == 1)
        {
            return detail;
        }

        List<Conjunction> rests =
        [
            .. branches.Select(branch => new Conjunction([
                .. branch.Fields.Where(entry => !shared.Any(common => common.Field.Text == entry.Field.Text)),
            ])),
        ];
        if (FindFactors(rests) is not { } factors)
        {
            detail[Or] = WriteAlternatives(rests, depth: 0);
            return detail;
        }

        detail[Or] = WriteAlternatives(factors.Outside, depth: 0);
        var inner = detail;
        foreach (var segment in factors.Inner)
        {
            inner = (JsonObject)(inner[segment] ??= new JsonObject());
        }

        inner[Or] = WriteAlternatives(factors.Inside, factors.Inner.Count);
        return detail;
    }

    // Takes the outermost object that divides the branches in this way, because it gives the shortest pattern.
    private static (IReadOnlyList<string> Inner, List<Conjunction> Inside, List<Conjunction> Outside)? FindFactors(
        List<Conjunction> rests
    ) =>
        rests
            .SelectMany(rest => rest.Fields)
            .SelectMany(entry =>
                Enumerable.Range(1, entry.Field.Segments.Count - 1).Select(length => entry.Field.Segments.Take(length).ToList())
            )
            .DistinctBy(segments => string.Join('.', segments))
            .OrderBy(segments => segments.Count)
            .Select(inner => ((IReadOnlyList<string>, List<Conjunction>, List<Conjunction>)?)SplitAt(rests, inner))
            .FirstOrDefault(parted => parted is not null);

    private static (IReadOnlyList<string>, List<Conjunction>, List<Conjunction>)? SplitAt(List<Conjunction> rests, List<string> inner)
    {
        var pairs = rests.ConvertAll(rest =>
            (
                Inside: new Conjunction([.. rest.Fields.Where(entry => IsIn(entry.Field, inner))]),
                Outside: new Conjunction([.. rest.Fields.Where(entry => !IsIn(entry.Field, inner))])
            )
        );
        var (inside, outside) = (Distinct(pairs.Select(pair => pair.Inside)), Distinct(pairs.Select(pair => pair.Outside)));
        // There are as many different pairs as combinations, so every combination is there.
        return
            inside.Count > 1
            && outside.Count > 1
            && inside.Count * outside.Count == rests.Count
            && inside.Concat(outside).All(part => part.Fields.Count > 0)
            && pairs.Select(pair => $"{KeyOf(pair.Inside)} {KeyOf(pair.Outside)}").Distinct().Count() == rests.Count
            ? (inner, inside, outside)
            : null;
    }

    private static bool IsIn(FieldPath field, List<string> inner) =>
        field.Segments.Count > inner.Count && field.Segments.Take(inner.Count).SequenceEqual(inner);

    private static List<Conjunction> Distinct(IEnumerable<Conjunction> parts) => [.. parts.DistinctBy(KeyOf)];

    private static string KeyOf(Conjunction part) =>
        string.Join(
            ' ',
            part.Fields.Select(entry =>
                    $"{entry.Field.Text}={string.Join(',', entry.Atoms.Select(atom => atom.Json).Order(StringComparer.Ordinal))}"
                )
                .Order(StringComparer.Ordinal)
        );

    private static JsonArray WriteAlternatives(IEnumerable<Conjunction> parts, int depth) =>
        new([.. parts.Select(part => (JsonNode)Write(part.Fields, depth))]);

    private static JsonObject Write(IEnumerable<FieldAlternatives> fields, int depth)
    {
        var root = new JsonObject();
        foreach (var entry in fields)
        {
            var parent = root;
            foreach (var segment in entry.Field.Segments.Skip(depth).SkipLast(1))
            {
                parent = (JsonObject)(parent[segment] ??= new JsonObject());
            }

            parent[entry.Field.Segments[^1]] = JsonNode.Parse(PatternJson.List(entry.Atoms.Select(atom => atom.Json)));
        }
        return root;
    }
}
