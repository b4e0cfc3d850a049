namespace BedrockDefense.Emulator.Models;

/// <summary>
/// Reads inputs in the form of Step Functions and Scheduler: the first letter of every member is in upper case, whatever the API reference
/// has ("Supported AWS SDK service integrations", AWS Step Functions Developer Guide; "Using universal targets", EventBridge Scheduler User
/// Guide).
/// </summary>
internal sealed class PascalInput(ServiceModel model)
{
    /// <summary>Reads the call with such an input.</summary>
    public DecodedCall Read(string operation, Dictionary<string, object?> input)
    {
        var call = new DecodedCall(model, operation);
        var read = model.InputOf(operation) is { } shape ? RenameMembers(shape, input, call.WireFaults, "") : input;
        return call with { Input = (Dictionary<string, object?>)read! };
    }

    private object? RenameMembers(Shape shape, object? value, List<Violation> faults, string where) =>
        (shape.Type, value) switch
        {
            ("structure", Dictionary<string, object?> map) when !shape.IsDocument => Structure(shape, map, faults, where),
            ("map", Dictionary<string, object?> map) => map.ToDictionary(
                entry => entry.Key,
                entry => RenameMembers(model.Of(shape.Value!), entry.Value, faults, $"{where}.{entry.Key}")
            ),
            ("list", List<object?> list) => list.Select(
                    (one, index) => RenameMembers(model.Of(shape.Element!), one, faults, $"{where}[{index}]")
                )
                .ToList(),
            _ => value,
        };

    private Dictionary<string, object?> Structure(Shape shape, Dictionary<string, object?> map, List<Violation> faults, string where)
    {
        var names = shape.Members.Values.ToDictionary(member => Upper(member.Name));
        Dictionary<string, object?> read = [];
        foreach (var (key, value) in map)
        {
            var place = where.Length == 0 ? key : $"{where}.{key}";
            if (names.TryGetValue(key, out var member))
            {
                read[member.Name] = RenameMembers(model.Of(member), value, faults, place);
            }
            else
            {
                faults.Add(
                    new Violation(
                        place,
                        "unknown-member",
                        value,
                        $"{shape.Name} has no such member; it has {string.Join(", ", names.Keys)}"
                    )
                );
            }
        }

        return read;
    }

    private static string Upper(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
