using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Models;

/// <summary>
/// Turns texts and JSON of a request into values of their shapes. A value that cannot be read stays as it is, and the validator reports it.
/// </summary>
internal sealed class WireValues(ServiceModel model)
{
    /// <summary>Reads a text.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="text">The text.</param>
    /// <param name="time">The protocol's format of a time, where the shape does not say it.</param>
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

    /// <summary>Reads a JSON value. The names of the API reference replace the names of the request.</summary>
    public object? FromJson(Shape shape, JsonNode? node) =>
        (shape.Type, node) switch
        {
            (_, null) => null,
            ("structure", JsonObject map) when !shape.IsDocument => Structure(shape, map),
            ("map", JsonObject map) => map.ToDictionary(entry => entry.Key, entry => FromJson(model.Of(shape.Value!), entry.Value)),
            ("list", JsonArray list) => list.Select(one => FromJson(model.Of(shape.Element!), one)).ToList(),
            ("timestamp", JsonValue value)
                when value.GetValueKind() == JsonValueKind.Number && shape.TimeFormat is null or "unixTimestamp" => FromUntypedJson(
                node
            ) switch
            {
                long seconds => DateTimeOffset.FromUnixTimeSeconds(seconds),
                double seconds => DateTimeOffset.UnixEpoch.AddSeconds(seconds),
                var other => other,
            },
            ("blob" or "timestamp", JsonValue value) when value.GetValueKind() == JsonValueKind.String => FromText(
                shape,
                value.GetValue<string>()
            ),
            _ => FromUntypedJson(node),
        };

    /// <summary>Reads a JSON value without a shape.</summary>
    public static object? FromUntypedJson(JsonNode? node) =>
        node switch
        {
            null => null,
            JsonObject map => map.ToDictionary(entry => entry.Key, entry => FromUntypedJson(entry.Value)),
            JsonArray list => list.Select(FromUntypedJson).ToList(),
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
        var wire = shape.Members.Values.ToDictionary(member => member.WireName);
        return map.ToDictionary(
            entry => wire.TryGetValue(entry.Key, out var member) ? member.Name : entry.Key,
            entry => wire.TryGetValue(entry.Key, out var member) ? FromJson(model.Of(member), entry.Value) : FromUntypedJson(entry.Value)
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
