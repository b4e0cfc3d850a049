using System.Text.Json;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Hunting.Searching;

namespace BedrockDefense.Cli.Searching;

/// <summary>Writes each event as a JSON object on one line.</summary>
internal sealed class JsonLinesFoundEventWriter(TextWriter output) : AnswerWriter<FoundEvent>(output)
{
    private readonly JsonLine _line = new(output);

    public override void Write(FoundEvent one) => _line.Write(one, WriteMembers);

    private static void WriteMembers(Utf8JsonWriter json, FoundEvent found)
    {
        var one = found.Event;
        json.WriteString("time", JsonLine.Valid(one.Time));
        json.WriteString("account", JsonLine.Valid(one.Account));
        json.WriteString("region", JsonLine.Valid(one.Region));
        json.WriteString("eventSource", JsonLine.Valid(found.Source));
        json.WriteString("eventName", JsonLine.Valid(one.Name));
        json.WriteString("errorCode", JsonLine.Valid(found.ErrorCode));
        json.WriteString("principal", JsonLine.Valid(one.Principal));
        json.WriteString("accessKey", JsonLine.Valid(found.AccessKey));
        json.WriteString("address", JsonLine.Valid(found.Address));
        json.WriteString("userAgent", JsonLine.Valid(found.UserAgent));
        json.WriteString("eventId", JsonLine.Valid(one.EventId));
        JsonMember.Place(json, found.File, found.Offset, found.Record);
    }
}
