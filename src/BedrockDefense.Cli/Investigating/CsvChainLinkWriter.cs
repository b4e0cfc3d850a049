using System.Globalization;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Hunting.Investigating;

namespace BedrockDefense.Cli.Investigating;

/// <summary>Writes links as comma-separated values.</summary>
internal sealed class CsvChainLinkWriter : AnswerWriter<ChainLink>
{
    public CsvChainLinkWriter(TextWriter output)
        : base(output) =>
        CsvLine.Write(
            output,
            [
                "trace",
                "link",
                "step",
                "access_key",
                "note",
                "time",
                "account",
                "region",
                "event_name",
                "principal",
                "principal_type",
                "principal_access_key",
                "issued_to",
                "source_identity",
                "address",
                "event_id",
                "file",
                "offset",
            ]
        );

    public override void Write(ChainLink one)
    {
        var found = one.Event;
        CsvLine.Write(
            Output,
            [
                one.Trace,
                ChainLinkName.Of(one.Kind),
                one.Step.ToString(CultureInfo.InvariantCulture),
                one.Key,
                one.Note,
                found?.Event.Time,
                found?.Event.Account,
                found?.Event.Region,
                found?.Event.Name,
                found?.Event.Principal,
                found?.CallerType,
                found?.CallerKey,
                found?.IssuedTo,
                found?.SourceIdentity,
                found?.Address,
                found?.Event.EventId,
                found?.File,
                found?.Offset.ToString(CultureInfo.InvariantCulture),
            ]
        );
    }
}
