using System.Text.Json;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Hunting.Summarizing;

namespace BedrockDefense.Cli.Summarizing;

/// <summary>Writes each line of a summary as a JSON object.</summary>
internal sealed class JsonLinesArchiveLineWriter(TextWriter output) : AnswerWriter<ArchiveLine>(output)
{
    private readonly JsonLine _line = new(output);

    public override void Write(ArchiveLine one) => _line.Write(one, WriteMembers);

    private static void WriteMembers(Utf8JsonWriter json, ArchiveLine line)
    {
        switch (line)
        {
            case OverviewLine all:
                JsonMember.Text(json, "part", ArchiveLineWriter.Overview);
                json.WriteNumber("events", all.Events);
                json.WriteNumber("refused", all.Refused);
                JsonMember.Time(json, "first", all.First);
                JsonMember.Time(json, "last", all.Last);
                JsonMember.Counts(json, "accounts", all.Accounts);
                JsonMember.Counts(json, "regions", all.Regions);
                break;
            case LoggingAccessLine access:
                JsonMember.Text(json, "part", ArchiveLineWriter.Logging);
                JsonMember.Text(json, "eventName", access.Name);
                JsonMember.Text(json, "principal", access.Principal);
                JsonMember.Text(json, "account", access.Account);
                JsonMember.Text(json, "region", access.Region);
                Span(json, access.Calls);
                break;
            case RefusedLine refused:
                JsonMember.Text(json, "part", ArchiveLineWriter.Refused);
                JsonMember.Text(json, "api", refused.Api);
                JsonMember.Text(json, "errorCode", refused.ErrorCode);
                JsonMember.Text(json, "principal", refused.Principal);
                Span(json, refused.Calls);
                break;
            case AccessKeyLine key:
                JsonMember.Text(json, "part", ArchiveLineWriter.AccessKey);
                JsonMember.Text(json, "accessKey", key.AccessKey);
                JsonMember.Text(json, "principal", key.Principal);
                JsonMember.Text(json, "account", key.Account);
                Span(json, key.Calls);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(line));
        }
    }

    private static void Span(Utf8JsonWriter json, CallSpan calls)
    {
        json.WriteNumber("calls", calls.Calls);
        json.WriteNumber("refused", calls.Refused);
        JsonMember.Time(json, "first", calls.First);
        JsonMember.Time(json, "last", calls.Last);
    }
}
