using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Models;

/// <summary>Texts and JSON of the wire as values of their shapes; what cannot be read stays as it is, for the validator to tell.</summary>
internal sealed class WireValues(ServiceModel model)
{
    /// <summary>A text.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="text">The text.</param>
    /// <param name="time">How the protocol writes times there, where the shape does not say.</param>
    public static object FromText(Shape shape, string text, string time = "iso8601") =>
        shape.Type switch
        {
            "integer" or "long" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
                number,
            "float" or "double" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            "boolean" when text is "true" or "false" => text == "true",
            "blob" when Convert.TryFromBase64String(text, new byte[text.Length], out _) => Convert.FromBase64String(text),
            "timestamp" when Time(shape.TimeFormat ?? time, text) is { } moment => moment,
            _ => text,
        };

    /// <summary>A JSON value, with the names of the API reference for those of the wire.</summary>
    public object? FromJson(Shape shape, JsonNode? node) =>
        (shape.Type, node) switch
        {
            (_, null) => null,
            ("structure", JsonObject map) when !shape.IsDocument => Structure(shape, map),
            ("map", JsonObject map) => map.ToDictionary(entry => entry.Key, entry => FromJson(model.Of(shape.Value!), entry.Value)),
            ("list", JsonArray list) => list.Select(one => FromJson(model.Of(shape.Element!), one)).ToList(),
            ("timestamp", JsonValue value)
                when value.GetValueKind() == JsonValueKind.Number && shape.TimeFormat is null or "unixTimestamp" => Plain(node) switch
            {
                long seconds => DateTimeOffset.FromUnixTimeSeconds(seconds),
                double seconds => DateTimeOffset.UnixEpoch.AddSeconds(seconds),
                var other => other,
            },
            ("blob" or "timestamp", JsonValue value) when value.GetValueKind() == JsonValueKind.String => FromText(
                shape,
                value.GetValue<string>()
            ),
            _ => Plain(node),
        };

    /// <summary>A JSON value by itself.</summary>
    public static object? Plain(JsonNode? node) =>
        node switch
        {
            null => null,
            JsonObject map => map.ToDictionary(entry => entry.Key, entry => Plain(entry.Value)),
            JsonArray list => list.Select(Plain).ToList(),
            _ => node.GetValueKind() switch
            {
                JsonValueKind.String => node.GetValue<string>(),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => long.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                    ? (object)whole
                    : double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture),
            },
        };

    private Dictionary<string, object?> Structure(Shape shape, JsonObject map)
    {
        var wire = shape.Members.Values.ToDictionary(member => member.Wire);
        return map.ToDictionary(
            entry => wire.TryGetValue(entry.Key, out var member) ? member.Name : entry.Key,
            entry => wire.TryGetValue(entry.Key, out var member) ? FromJson(model.Of(member), entry.Value) : Plain(entry.Value)
        );
    }

    private static DateTimeOffset? Time(string form, string text) =>
        form switch
        {
            "unixTimestamp" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
                ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
                : null,
            "rfc822" => DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
                ? moment
                : null,
            _ => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                ? moment
                : null,
        };
}
