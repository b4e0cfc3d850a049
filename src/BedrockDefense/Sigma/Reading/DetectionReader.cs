namespace BedrockDefense.Sigma.Reading;

/// <summary>Reads the <c>detection</c> section into one tree of logic.</summary>
internal static class DetectionReader
{
    private const int MaximumConditions = 100;

    private static readonly DetectionNode MatchNothing = new AnyOf([]);

    public static DetectionNode Read(YamlMap detection, FaultList faults)
    {
        var before = faults.Count;
        var selections = new Dictionary<string, Selection>();
        foreach (var (key, value) in detection.Entries.Where(entry => entry.Key.Text != "condition"))
        {
            if (key.Text == "timeframe")
            {
                faults.Add(key.Location, "'timeframe' belongs to the old aggregation syntax; write a correlation rule");
            }
            else
            {
                selections[key.Text] = new Selection(key.Text, ReadSelection(key, value, faults));
            }
        }
        if (selections.Count == 0 && faults.Count == before)
        {
            faults.Add(detection.Location, "the detection has no search identifier, e.g. selection");
        }

        return ReadConditions(detection, selections, faults);
    }

    private static DetectionNode ReadConditions(YamlMap detection, Dictionary<string, Selection> selections, FaultList faults)
    {
        var conditions = detection.Find("condition") switch
        {
            YamlScalar one => [one],
            YamlList list when list.Items.All(item => item is YamlScalar) => list.Items.Cast<YamlScalar>().ToArray(),
            _ => [],
        };
        if (conditions.Length == 0)
        {
            faults.Add(
                detection.Find("condition")?.Location ?? detection.Location,
                "the detection needs a condition: a text such as 'selection and not filter', or a list of them"
            );
            return MatchNothing;
        }
        if (conditions.Length > MaximumConditions)
        {
            faults.Add(conditions[MaximumConditions].Location, $"more than {MaximumConditions} conditions");
            return MatchNothing;
        }
        var parts = conditions.Select(condition => ConditionParser.Parse(condition, selections, faults)).ToArray();
        return parts.Length == 1 ? parts[0] : new AnyOf(parts);
    }

    private static DetectionNode ReadSelection(YamlScalar name, YamlNode value, FaultList faults)
    {
        switch (value)
        {
            case YamlMap map when map.Entries.Count > 0:
                return ReadMap(map, faults);
            case YamlList list when list.Items.Count > 0:
                return new AnyOf([
                    .. list.Items.Select(item =>
                        item switch
                        {
                            YamlMap map => ReadMap(map, faults),
                            YamlScalar keyword => ReadKeyword(keyword, faults),
                            _ => Fail(item, "a list holds maps or keywords, no further list"),
                        }
                    ),
                ]);
            default:
                return Fail(
                    value is YamlScalar ? name : value,
                    $"the search identifier '{name.Text}' is a map of fields, a list of such maps, or a list of keywords"
                );
        }

        DetectionNode Fail(YamlNode at, string message)
        {
            faults.Add(at.Location, message);
            return MatchNothing;
        }
    }

    private static AllOf ReadMap(YamlMap map, FaultList faults)
    {
        if (map.Entries.Count == 0)
        {
            faults.Add(map.Location, "an empty map would match every event; write a field and its value");
        }

        return new([.. map.Entries.Select(entry => ReadItem(entry.Key, entry.Value, faults))]);
    }

    private static DetectionNode ReadItem(YamlScalar keyText, YamlNode value, FaultList faults)
    {
        if (value is YamlMap nested)
        {
            var inner = nested.Entries.Count > 0 ? nested.Entries[0].Key.Text : "name";
            faults.Add(keyText.Location, $"fields are not nested in Sigma; write '{keyText.Text.Split('|')[0]}.{inner}'");
            return MatchNothing;
        }
        if (FieldKey.Read(keyText, faults) is not { } key)
        {
            return MatchNothing;
        }

        var values = value is YamlList list ? list.Items : [value];
        if (values.Count == 0)
        {
            faults.Add(value.Location, $"the list of values of '{keyText.Text}' is empty");
            return MatchNothing;
        }
        if (key.Has("all") && values.Count < 2)
        {
            faults.Add(keyText.Location, "the modifier 'all' needs a list of two values or more");
        }

        if (key.Operation is Operation.Exists && values.Count > 1)
        {
            faults.Add(keyText.Location, "the modifier 'exists' takes one value, true or false");
        }

        var tests = values.Select(item => ReadValue(key, item, values.Count > 1, faults)).ToArray();
        var joined =
            tests.Length == 1 ? tests[0]
            : key.Has("all") ? new AllOf(tests)
            : new AnyOf(tests);
        return key.Has("neq") ? new Negated(joined) : joined;
    }

    private static DetectionNode ReadValue(FieldKey key, YamlNode value, bool inList, FaultList faults)
    {
        if (value is not YamlScalar scalar)
        {
            faults.Add(value.Location, "a value is a text, a number, a boolean or null");
            return MatchNothing;
        }
        if (scalar.InvisibleSpaceFault is { } stray)
        {
            faults.Add(scalar.Location, stray);
        }

        if (inList && scalar.IsNull)
        {
            faults.Add(scalar.Location, "null cannot be part of a list of values; give it a search identifier of its own");
        }

        if (key.Field is not { } field)
        {
            return ReadKeyword(scalar, faults);
        }

        if (ValueReader.Read(key, scalar, faults) is not { } test)
        {
            return MatchNothing;
        }

        var match = new FieldMatch(field, test, key.Location);
        return test is ExistsTest && scalar.Boolean == false ? new Negated(match) : match;
    }

    private static DetectionNode ReadKeyword(YamlScalar keyword, FaultList faults)
    {
        if (!keyword.IsNull && keyword.Text.Length > 0)
        {
            return new KeywordMatch(SigmaText.Parse(keyword.Text).AddWildcards(before: true, after: true), keyword.Location);
        }

        faults.Add(keyword.Location, "an empty keyword would match every event");
        return MatchNothing;
    }
}
