using System.Text.Json;

namespace BedrockDefense.Lint;

/// <summary>The test cases of a detection. Each case is a record and says whether the rule must match it.</summary>
/// <param name="Placeholders">The values of <c>administrators</c> and of the other placeholders in these cases.</param>
/// <param name="Cases">The cases, in the order of the file.</param>
public sealed record CaseFile(IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders, IReadOnlyList<DetectionCase> Cases)
{
    private const string Form =
        """{"administrators": ["arn:aws:iam::*:role/…"], "placeholders": {…}, "cases": ["""
        + """{"name": …, "matches": true or false, "record": {…}}]}""";

    // The fields that an event needs to pass through the stack. CloudTrail writes them into every record.
    private static readonly string[] RequiredFields =
    [
        "eventTime",
        "eventID",
        "eventSource",
        "eventType",
        "awsRegion",
        "recipientAccountId",
    ];

    /// <summary>Reads a case file. When the file does not have the right form, it adds faults and returns null.</summary>
    /// <param name="file">The file.</param>
    /// <param name="faults">Receives the faults with their locations.</param>
    public static CaseFile? Read(CompanionFile file, List<Fault> faults)
    {
        var before = faults.Count;
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(file.Text!, new JsonDocumentOptions { AllowDuplicateProperties = false });
            root = document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            faults.Add(
                new Fault(
                    $"cannot be read as JSON: {JsonFault.Reason(exception)}",
                    new SourceLocation(file.File, (int?)exception.LineNumber + 1, (int?)exception.BytePositionInLine + 1)
                )
            );
            return null;
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("cases", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new Fault($"is no case file; write {Form}", new SourceLocation(file.File)));
            return null;
        }

        foreach (var name in root.EnumerateObject().Select(member => member.Name).Except(["administrators", "placeholders", "cases"]))
        {
            faults.Add(new Fault($"{VisibleText.Quote(name)} is nothing that cases have; write {Form}", new SourceLocation(file.File)));
        }

        var placeholders = ReadPlaceholders(root, file, faults);
        var places = PlacesOf(file);
        List<DetectionCase> cases =
        [
            .. list.EnumerateArray().Select((one, index) => ReadCase(one, places(index), faults)).OfType<DetectionCase>(),
        ];
        foreach (var again in cases.GroupBy(one => one.Name).SelectMany(group => group.Skip(1)))
        {
            faults.Add(new Fault($"another case is called {VisibleText.Quote(again.Name)} too; give each a name of its own", again.Place));
        }

        return faults.Count == before ? new CaseFile(placeholders, cases) : null;
    }

    private static Dictionary<string, IReadOnlyList<string>> ReadPlaceholders(JsonElement root, CompanionFile file, List<Fault> faults)
    {
        var placeholders = new Dictionary<string, IReadOnlyList<string>>();
        Add("administrators", root.TryGetProperty("administrators", out var administrators) ? administrators : default);
        if (root.TryGetProperty("placeholders", out var others))
        {
            if (others.ValueKind != JsonValueKind.Object)
            {
                faults.Add(new Fault("'placeholders' is no object; write {\"trail_name\": [\"…\"]}", new SourceLocation(file.File)));
                return placeholders;
            }

            foreach (var other in others.EnumerateObject())
            {
                Add(other.Name, other.Value);
            }
        }

        return placeholders;

        void Add(string name, JsonElement values)
        {
            if (
                values.ValueKind != JsonValueKind.Array
                || values.GetArrayLength() == 0
                || values.EnumerateArray().Any(value => value.ValueKind != JsonValueKind.String)
            )
            {
                faults.Add(
                    new Fault(
                        $"{VisibleText.Quote(name)} is no list of texts;"
                            + " write what the placeholder stands for in these cases,"
                            + " such as [\"arn:aws:iam::*:role/BedrockLoggingAdmin\"]",
                        new SourceLocation(file.File)
                    )
                );
            }
            else if (!placeholders.TryAdd(name, [.. values.EnumerateArray().Select(value => value.GetString()!)]))
            {
                faults.Add(new Fault($"{VisibleText.Quote(name)} is given twice", new SourceLocation(file.File)));
            }
        }
    }

    private static DetectionCase? ReadCase(JsonElement one, SourceLocation place, List<Fault> faults)
    {
        if (
            one.ValueKind != JsonValueKind.Object
            || !one.TryGetProperty("name", out var name)
            || name.ValueKind != JsonValueKind.String
            || name.GetString()!.Trim().Length == 0
            || !one.TryGetProperty("matches", out var matches)
            || matches.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
            || !one.TryGetProperty("record", out var record)
            || record.ValueKind != JsonValueKind.Object
            || one.EnumerateObject().Count() != 3
        )
        {
            faults.Add(new Fault("is no case; write {\"name\": …, \"matches\": true or false, \"record\": {…}}", place));
            return null;
        }

        var missing = RequiredFields
            .Where(field => !record.TryGetProperty(field, out var value) || value.ValueKind != JsonValueKind.String)
            .ToList();
        if (missing.Count > 0)
        {
            faults.Add(
                new Fault(
                    $"the record of {VisibleText.Quote(name.GetString()!)} has no text in {string.Join(", ", missing)},"
                        + " which every record of CloudTrail has",
                    place
                )
            );
            return null;
        }

        return new DetectionCase(name.GetString()!, matches.GetBoolean(), record, place);
    }

    // JSON is valid YAML, so the YAML reader finds the locations. Where it fails, the location is the file as a whole.
    private static Func<int, SourceLocation> PlacesOf(CompanionFile file)
    {
        var items = new Lazy<IReadOnlyList<YamlNode>>(() =>
            YamlReader.Read(file.Text!, file.File, new FaultList()).OfType<YamlMap>().FirstOrDefault()?.Find("cases") is YamlList list
                ? list.Items
                : []
        );
        return index => index < items.Value.Count ? items.Value[index].Location : new SourceLocation(file.File);
    }
}

/// <summary>A test case: a CloudTrail record, and whether a detection must match it.</summary>
/// <param name="Name">What the case is about.</param>
/// <param name="Matches">Whether the rule must match it.</param>
/// <param name="Record">The record.</param>
/// <param name="Place">The location of the case in its file.</param>
public sealed record DetectionCase(string Name, bool Matches, JsonElement Record, SourceLocation Place);
