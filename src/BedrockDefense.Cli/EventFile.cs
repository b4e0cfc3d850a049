using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Cli;

/// <summary>A file with CloudTrail records: one, bare or as the detail of an EventBridge event, or those of a log file.</summary>
internal static class EventFile
{
    /// <summary>The records, each with a name to show and the EventBridge event that it came in, if it did.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read or holds something else.</exception>
    public static List<(string Name, JsonElement Record, JsonElement? Event)> Read(string file)
    {
        var location = new SourceLocation(file);
        try
        {
            using var document = JsonDocument.Parse(RuleSettings.ReadText(file));
            var root = document.RootElement.Clone();
            RequireUnambiguous(root, location);
            if (root.ValueKind != JsonValueKind.Object)
                throw new InvalidInputException("an event is a JSON object: a CloudTrail record, or an EventBridge event with one as its detail", location);
            if (root.TryGetProperty("Records", out var list))
            {
                return list.ValueKind == JsonValueKind.Array
                    ? [.. list.EnumerateArray().Select((record, index) => ($"{file}#{index + 1}", Checked(record), (JsonElement?)null))]
                    : throw new InvalidInputException("Records is a list of CloudTrail records", location);
            }

            return root.TryGetProperty("detail", out var detail) ? [(file, Checked(detail), root)] : [(file, Checked(root), null)];
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(
                $"the event is not valid JSON: {JsonFault.Reason(exception)}",
                new SourceLocation(file, (int?)exception.LineNumber + 1, (int?)exception.BytePositionInLine + 1));
        }

        JsonElement Checked(JsonElement record) => record.ValueKind == JsonValueKind.Object && record.TryGetProperty("eventName", out _)
            ? record
            : throw new InvalidInputException("this is no CloudTrail record: it has no eventName", location);
    }

    /// <summary>The record as EventBridge delivers it: the event it came in, or one made of it.</summary>
    /// <exception cref="InvalidInputException">It lacks what EventBridge makes the event of.</exception>
    public static JsonElement OnTheBus(string name, JsonElement record, JsonElement? @event)
    {
        var (source, time) = @event is { } given ? (Text(given, "source"), Text(given, "time")) : (Text(record, "eventSource"), Text(record, "eventTime"));
        if (source is null || !DateTimeOffset.TryParse(time, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            throw new InvalidInputException(
                @event is null
                    ? "the record lacks eventSource or eventTime (such as 2026-11-20T10:15:00Z), which every CloudTrail record has"
                    : "the event lacks source, or time (such as 2026-11-20T10:15:00Z), which every EventBridge event has",
                new SourceLocation(name));
        }

        return @event ?? ApiCall.Envelope(JsonNode.Parse(record.GetRawText())!.AsObject(), Text(record, "eventID") ?? "");
    }

    // JSON's grammar allows both, but no service writes either, and nothing that takes the event further could be trusted to read it alike.
    private static void RequireUnambiguous(JsonElement element, SourceLocation location)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var property in element.EnumerateObject())
                {
                    var name = Readable(() => property.Name, location);
                    if (!names.Add(name))
                        throw new InvalidInputException($"the event has the field {VisibleText.Quote(name)} twice, and which of them counts is not defined", location);
                    RequireUnambiguous(property.Value, location);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    RequireUnambiguous(item, location);
                break;
            case JsonValueKind.String:
                _ = Readable(() => element.GetString()!, location);
                break;
        }
    }

    private static string Readable(Func<string> text, SourceLocation location)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            throw new InvalidInputException("the event has a text with half a surrogate pair (such as \\ud800), which is no character", location);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
