using System.Text.Json;

namespace BedrockDefense.EventBridge.Matching;

/// <summary>
/// The leaves of an event by the dotted paths that a pattern asks for. A list adds nothing to the path: the fields of its
/// elements count as fields of the list. A dot in a field's name means the same as nesting, as EventBridge documents in
/// "Considerations when creating event patterns".
/// </summary>
internal sealed class EventFields
{
    private readonly Dictionary<string, List<PlacedValue>> _values = [];
    private readonly Dictionary<string, string> _containers = [];
    private readonly IReadOnlySet<string> _wantedPaths;
    private int _listCount;

    public EventFields(JsonElement @event, IReadOnlySet<string> wanted)
    {
        _wantedPaths = wanted;
        AddMembers("", @event, ElementSet.None);
    }

    /// <summary>Returns the leaves at a path, in the order of the event.</summary>
    public IReadOnlyList<PlacedValue> ValuesAt(string path) => _values.GetValueOrDefault(path) ?? [];

    /// <summary>
    /// Describes what a path without leaves holds ("an object", "an empty list"), or returns null if the event has no such
    /// path.
    /// </summary>
    public string? ContainerAt(string path) => _containers.GetValueOrDefault(path);

    private void AddMembers(string path, JsonElement container, ElementSet elements)
    {
        foreach (var member in container.EnumerateObject())
        {
            Add(Join(path, HostileText.NameOf(member)), member.Value, elements);
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private void Add(string path, JsonElement value, ElementSet elements)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Note(path, "an object");
                AddMembers(path, value, elements);
                break;
            case JsonValueKind.Array:
                Note(path, value.GetArrayLength() == 0 ? "an empty list" : "a list");
                AddItems(path, value, elements);
                break;
            default:
                AddLeaf(path, value, elements);
                break;
        }
    }

    private void AddItems(string path, JsonElement list, ElementSet elements)
    {
        var (number, index) = (_listCount++, 0);
        foreach (var item in list.EnumerateArray())
        {
            // The position of a plain element does not count, because EventBridge lets two values of one list decide
            // together.
            var isContainer = item.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
            Add(path, item, isContainer ? elements.With(number, index) : elements);
            index++;
        }
    }

    private void AddLeaf(string path, JsonElement value, ElementSet elements)
    {
        if (!_wantedPaths.Contains(path))
        {
            return;
        }

        if (!_values.TryGetValue(path, out var values))
        {
            _values[path] = values = [];
        }

        values.Add(
            new PlacedValue(value.ValueKind, value.ValueKind == JsonValueKind.String ? HostileText.Of(value) : value.GetRawText(), elements)
        );
    }

    private void Note(string path, string what)
    {
        if (_wantedPaths.Contains(path))
        {
            _containers.TryAdd(path, what);
        }
    }
}
