using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Reading;

namespace BedrockDefense.Hunting.Matching;

/// <summary>Makes rules from fields and values, for questions that no file of rules asks.</summary>
internal static class FieldRule
{
    /// <summary>Makes a rule that matches events with one of the values, exactly as written, in one of the fields.</summary>
    public static SigmaRule AnyOf(string title, IEnumerable<(string Field, IReadOnlyList<string> Values)> fields) =>
        Make(title, fields.Select(one => ($"{one.Field}|cased", (IReadOnlyList<string>)[.. one.Values.Select(Exactly)])));

    /// <summary>Makes a rule that matches events that have one of the fields.</summary>
    public static SigmaRule Has(string title, IEnumerable<string> fields) =>
        Make(title, fields.Select(field => (field, (IReadOnlyList<string>)["*"])));

    private static SigmaRule Make(string title, IEnumerable<(string Field, IReadOnlyList<string> Values)> fields)
    {
        var place = new SourceLocation(title);
        var entries = fields
            .Select(
                (field, number) =>
                    new YamlEntry(
                        Text(FormattableString.Invariant($"field{number}")),
                        new YamlMap(place, [new YamlEntry(Text(field.Field), new YamlList(place, [.. field.Values.Select(Text)]))])
                    )
            )
            .Append(new YamlEntry(Text("condition"), Text("1 of field*")))
            .ToList();
        var faults = new FaultList();
        var detection = DetectionReader.Read(new YamlMap(place, entries), faults);
        return faults.Count == 0
            ? new SigmaRule
            {
                File = title,
                Title = title,
                LogSource = new LogSource(null, "aws", "cloudtrail"),
                Detection = detection,
            }
            : throw new SigmaException(faults.ToSortedList());

        YamlScalar Text(string text) => new(place, text, IsPlain: false);
    }

    // A backslash takes its meaning from a wildcard and from another backslash (Sigma Specification, "Escaping").
    private static string Exactly(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("*", @"\*", StringComparison.Ordinal)
            .Replace("?", @"\?", StringComparison.Ordinal);
}
