using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BedrockDefense.EventBridge.Transformation;

/// <summary>
/// A path into an event: <c>$</c>, then names after dots and indices in brackets, such as <c>$.detail.list[0].name</c>.
/// </summary>
internal sealed partial class InputPath
{
    private readonly IReadOnlyList<string> _steps;

    private InputPath(IReadOnlyList<string> steps) => _steps = steps;

    /// <summary>Reads a path; returns null if it has another form.</summary>
    public static InputPath? Parse(string path) =>
        Form().IsMatch(path) ? new InputPath([.. Step().Matches(path).Select(match => match.Value)]) : null;

    /// <summary>Returns the value at the path, or null if the event has none.</summary>
    public JsonElement? Find(JsonElement @event)
    {
        JsonElement? current = @event;
        foreach (var step in _steps)
        {
            if (current is null)
            {
                return null;
            }

            current = step.StartsWith('.') ? FindMember(current.Value, step[1..]) : FindItem(current.Value, step[1..^1]);
        }

        return current;
    }

    private static JsonElement? FindMember(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : null;

    private static JsonElement? FindItem(JsonElement value, string index) =>
        value.ValueKind == JsonValueKind.Array
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
        && i < value.GetArrayLength()
            ? value[i]
            : null;

    [GeneratedRegex(@"\A\$(?:\.[A-Za-z0-9_/\-]+|\[[0-9]+\])*\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"\.[A-Za-z0-9_/\-]+|\[[0-9]+\]")]
    private static partial Regex Step();
}
