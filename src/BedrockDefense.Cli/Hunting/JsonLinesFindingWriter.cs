using System.Buffers;
using System.Text;
using System.Text.Json;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Writes each finding as a JSON object on one line. The framework's escapes keep the output in ASCII.</summary>
internal sealed class JsonLinesFindingWriter(TextWriter output) : FindingWriter(output)
{
    private readonly ArrayBufferWriter<byte> _line = new();

    public override void Write(Finding finding)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line))
        {
            var one = finding.Event;
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule);
            json.WriteString("title", finding.Title);
            json.WriteString("level", finding.Level.SigmaName());
            json.WriteString("time", Valid(one.Time));
            json.WriteString("account", Valid(one.Account));
            json.WriteString("region", Valid(one.Region));
            json.WriteString("eventName", Valid(one.Name));
            json.WriteString("principal", Valid(one.Principal));
            json.WriteString("eventId", Valid(one.EventId));
            json.WriteString("file", Valid(finding.File));
            json.WriteNumber("offset", finding.Offset);
            json.WriteNumber("events", finding.EventCount);
            json.WriteStartArray("relatedEventIds");
            foreach (var id in finding.RelatedEventIds)
            {
                json.WriteStringValue(Valid(id));
            }

            json.WriteEndArray();
            if (finding.Record is { } record)
            {
                json.WritePropertyName("record");
                json.WriteRawValue(record, skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        Output.Write(Encoding.ASCII.GetString(_line.WrittenSpan));
        Output.Write('\n');
    }

    // An escape in the event can make half of a surrogate pair. JSON cannot be written from such text, so the half is
    // replaced.
    private static string? Valid(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
