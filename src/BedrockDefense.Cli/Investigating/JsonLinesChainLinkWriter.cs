using System.Text.Json;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Hunting.Investigating;

namespace BedrockDefense.Cli.Investigating;

/// <summary>Writes each link as a JSON object on one line.</summary>
internal sealed class JsonLinesChainLinkWriter(TextWriter output) : AnswerWriter<ChainLink>(output)
{
    private readonly JsonLine _line = new(output);

    public override void Write(ChainLink one) => _line.Write(one, WriteMembers);

    private static void WriteMembers(Utf8JsonWriter json, ChainLink link)
    {
        json.WriteString("trace", JsonLine.Valid(link.Trace));
        json.WriteString("link", ChainLinkName.Of(link.Kind));
        json.WriteNumber("step", link.Step);
        json.WriteString("accessKey", JsonLine.Valid(link.Key));
        json.WriteString("note", JsonLine.Valid(link.Note));
        if (link.Event is not { } found)
        {
            return;
        }

        json.WriteString("time", JsonLine.Valid(found.Event.Time));
        json.WriteString("account", JsonLine.Valid(found.Event.Account));
        json.WriteString("region", JsonLine.Valid(found.Event.Region));
        json.WriteString("eventName", JsonLine.Valid(found.Event.Name));
        json.WriteString("principal", JsonLine.Valid(found.Event.Principal));
        json.WriteString("principalType", JsonLine.Valid(found.CallerType));
        json.WriteString("principalAccessKey", JsonLine.Valid(found.CallerKey));
        json.WriteString("issuedTo", JsonLine.Valid(found.IssuedTo));
        json.WriteString("sourceIdentity", JsonLine.Valid(found.SourceIdentity));
        json.WriteString("address", JsonLine.Valid(found.Address));
        json.WriteString("eventId", JsonLine.Valid(found.Event.EventId));
        json.WriteString("file", JsonLine.Valid(found.File));
        json.WriteNumber("offset", found.Offset);
        if (found.Record is { } record)
        {
            json.WritePropertyName("record");
            json.WriteRawValue(record, skipInputValidation: true);
        }
    }
}
