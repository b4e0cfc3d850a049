using System.Text.Json;
using BedrockDefense.Hunting.Activity;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Writes members of JSON objects.</summary>
internal static class JsonMember
{
    /// <summary>Writes a text of an event.</summary>
    public static void Text(Utf8JsonWriter json, string name, string? text) => json.WriteString(name, JsonLine.Valid(text));

    /// <summary>Writes a time.</summary>
    public static void Time(Utf8JsonWriter json, string name, DateTimeOffset? time) =>
        json.WriteString(name, time is { } known ? CallTime.Of(known) : null);

    /// <summary>Writes numbers of calls.</summary>
    public static void Counts(Utf8JsonWriter json, string name, IReadOnlyList<CallCount> counts)
    {
        json.WriteStartArray(name);
        foreach (var count in counts)
        {
            json.WriteStartObject();
            Text(json, "value", count.Value);
            json.WriteNumber("calls", count.Calls);
            json.WriteNumber("refused", count.Refused);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes where an event is, and the record if it is kept.</summary>
    public static void Place(Utf8JsonWriter json, string file, long offset, string? record)
    {
        Text(json, "file", file);
        json.WriteNumber("offset", offset);
        Record(json, record);
    }

    /// <summary>Writes the record as it is, if it is kept.</summary>
    public static void Record(Utf8JsonWriter json, string? record)
    {
        if (record is not null)
        {
            json.WritePropertyName("record");
            json.WriteRawValue(record, skipInputValidation: true);
        }
    }
}
