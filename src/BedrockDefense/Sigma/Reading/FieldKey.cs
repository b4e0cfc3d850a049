using BedrockDefense.CloudTrail;

namespace BedrockDefense.Sigma.Reading;

/// <summary>The way in which the values of a field are compared.</summary>
internal enum Operation
{
    Equal,
    Contains,
    StartsWith,
    EndsWith,
    Regex,
    Cidr,
    Exists,
    FieldReference,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>The parsed and checked key of a detection item, <c>field|modifier|modifier</c>. A keyword has no field.</summary>
internal sealed record FieldKey(SourceLocation Location, FieldPath? Field, Operation Operation, IReadOnlySet<string> Flags)
{
    private static readonly Dictionary<string, Operation> Operations = new()
    {
        ["contains"] = Operation.Contains,
        ["startswith"] = Operation.StartsWith,
        ["endswith"] = Operation.EndsWith,
        ["re"] = Operation.Regex,
        ["cidr"] = Operation.Cidr,
        ["exists"] = Operation.Exists,
        ["fieldref"] = Operation.FieldReference,
        ["lt"] = Operation.Less,
        ["lte"] = Operation.LessOrEqual,
        ["gt"] = Operation.Greater,
        ["gte"] = Operation.GreaterOrEqual,
    };

    private static readonly string[] FlagNames = ["all", "cased", "expand", "neq", "i", "m", "s"];

    /// <summary>
    /// The modifiers of the specification that this reader does not support. They are for Windows command lines and dates.
    /// </summary>
    private static readonly string[] UnsupportedModifiers =
    [
        "windash",
        "base64",
        "base64offset",
        "utf16",
        "utf16le",
        "utf16be",
        "wide",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
    ];

    public bool Has(string flag) => Flags.Contains(flag);

    /// <summary>Returns the key; after a fault, it returns null.</summary>
    public static FieldKey? Read(YamlScalar key, FaultList faults)
    {
        var before = faults.Count;
        var parts = key.Text.Split('|');
        var operation = Operation.Equal;
        var flags = new HashSet<string>();
        foreach (var modifier in parts[1..])
        {
            if (Operations.TryGetValue(modifier, out var named))
            {
                if (operation != Operation.Equal)
                {
                    Fault($"the modifier '{modifier}' cannot follow '{NameOf(operation)}'; a field has one comparison");
                }

                operation = named;
            }
            else if (FlagNames.Contains(modifier))
            {
                if (!flags.Add(modifier))
                {
                    Fault($"the modifier '{modifier}' is given twice");
                }

                if (modifier is "i" or "m" or "s" && operation != Operation.Regex)
                {
                    Fault($"the modifier '{modifier}' belongs after 're', as in {parts[0]}|re|{modifier}");
                }
            }
            else if (UnsupportedModifiers.Contains(modifier))
            {
                Fault($"the modifier '{modifier}' is not supported here; it has no use on CloudTrail events");
            }
            else
            {
                Fault($"unknown modifier '{modifier}'; known: {string.Join(", ", Operations.Keys.Concat(FlagNames))}");
            }
        }
        CheckCombination();
        if (parts[0].Length > 0 && parts[0].Split('.').Any(segment => segment.Length == 0))
        {
            Fault($"the field '{parts[0]}' has an empty part; write names joined by single dots, e.g. userIdentity.arn");
        }

        return faults.Count > before
            ? null
            : new FieldKey(key.Location, parts[0].Length == 0 ? null : new FieldPath(parts[0]), operation, flags);

        void Fault(string message) => faults.Add(key.Location, message);

        void CheckCombination()
        {
            var textual = operation is Operation.Equal or Operation.Contains or Operation.StartsWith or Operation.EndsWith;
            if (flags.Contains("cased") && !textual && operation != Operation.FieldReference)
            {
                Fault($"the modifier 'cased' has no meaning with '{NameOf(operation)}'");
            }

            if (flags.Contains("expand") && !textual)
            {
                Fault($"the modifier 'expand' cannot be used with '{NameOf(operation)}'");
            }

            if (flags.Contains("expand") && flags.Contains("all"))
            {
                Fault("the modifiers 'expand' and 'all' cannot be used together: a placeholder with several values means any of them");
            }

            if (operation == Operation.Exists && flags.Count > 0)
            {
                Fault("the modifier 'exists' stands alone, with the value true or false");
            }

            if (parts[0].Length == 0 && (operation != Operation.Equal || flags.Any(flag => flag != "all")))
            {
                Fault("a keyword takes no modifier but 'all'");
            }
        }
    }

    private static string NameOf(Operation operation) => Operations.First(pair => pair.Value == operation).Key;
}
