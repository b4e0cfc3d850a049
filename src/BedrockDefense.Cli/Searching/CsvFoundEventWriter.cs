using System.Globalization;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Hunting.Searching;

namespace BedrockDefense.Cli.Searching;

/// <summary>Writes events as comma-separated values.</summary>
internal sealed class CsvFoundEventWriter : AnswerWriter<FoundEvent>
{
    public CsvFoundEventWriter(TextWriter output)
        : base(output) =>
        CsvLine.Write(
            output,
            [
                "time",
                "account",
                "region",
                "event_source",
                "event_name",
                "error_code",
                "principal",
                "access_key",
                "address",
                "user_agent",
                "event_id",
                "file",
                "offset",
            ]
        );

    public override void Write(FoundEvent one) =>
        CsvLine.Write(
            Output,
            [
                one.Event.Time,
                one.Event.Account,
                one.Event.Region,
                one.Source,
                one.Event.Name,
                one.ErrorCode,
                one.Event.Principal,
                one.AccessKey,
                one.Address,
                one.UserAgent,
                one.Event.EventId,
                one.File,
                one.Offset.ToString(CultureInfo.InvariantCulture),
            ]
        );
}
