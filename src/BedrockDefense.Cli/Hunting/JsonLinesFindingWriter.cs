using System.Buffers;
using System.Text;
using System.Text.Json;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Hunting;

/// <summary>A JSON object a line, with the framework's own escapes: nothing in it but ASCII.</summary>
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
            json.WriteString("time", one.Time);
            json.WriteString("account", one.Account);
            json.WriteString("region", one.Region);
            json.WriteString("eventName", one.Name);
            json.WriteString("principal", one.Principal);
            json.WriteString("eventId", one.EventId);
            json.WriteString("file", finding.File);
            json.WriteNumber("offset", finding.Offset);
            json.WriteNumber("events", finding.EventCount);
            json.WriteStartArray("relatedEventIds");
            foreach (var id in finding.RelatedEventIds)
                json.WriteStringValue(id);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        Output.Write(Encoding.ASCII.GetString(_line.WrittenSpan));
        Output.Write('\n');
    }
}
