using System.Text.Json;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Writes each finding as a JSON object on one line.</summary>
internal sealed class JsonLinesFindingWriter(TextWriter output, GeoFiles? geo) : AnswerWriter<Finding>(output)
{
    private readonly JsonLine _line = new(output);

    public override void Write(Finding one) => _line.Write(one, WriteMembers);

    private void WriteMembers(Utf8JsonWriter json, Finding finding)
    {
        var one = finding.Event;
        json.WriteString("rule", finding.Rule);
        json.WriteString("title", finding.Title);
        json.WriteString("level", finding.Level.SigmaName());
        json.WriteString("time", JsonLine.Valid(one.Time));
        json.WriteString("account", JsonLine.Valid(one.Account));
        json.WriteString("region", JsonLine.Valid(one.Region));
        json.WriteString("eventName", JsonLine.Valid(one.Name));
        json.WriteString("principal", JsonLine.Valid(one.Principal));
        json.WriteString("eventId", JsonLine.Valid(one.EventId));
        json.WriteString("file", JsonLine.Valid(finding.File));
        json.WriteNumber("offset", finding.Offset);
        json.WriteNumber("events", finding.EventCount);
        json.WriteStartArray("relatedEventIds");
        foreach (var id in finding.RelatedEventIds)
        {
            json.WriteStringValue(JsonLine.Valid(id));
        }

        json.WriteEndArray();
        if (geo is not null)
        {
            var place = geo.PlaceOf(one.Address) ?? GeoPlace.Unknown;
            json.WriteString("address", JsonLine.Valid(one.Address));
            json.WriteString("country", JsonLine.Valid(place.Country));
            json.WriteString("city", JsonLine.Valid(place.City));
            WriteNumber(json, "asNumber", place.Network);
            json.WriteString("asOrganization", JsonLine.Valid(place.Organization));
        }

        JsonMember.Record(json, finding.Record);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
