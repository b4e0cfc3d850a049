using System.Globalization;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Writes findings as comma-separated values.</summary>
internal sealed class CsvFindingWriter : AnswerWriter<Finding>
{
    public CsvFindingWriter(TextWriter output)
        : base(output) =>
        CsvLine.Write(
            output,
            [
                "rule",
                "level",
                "time",
                "account",
                "region",
                "event_name",
                "principal",
                "event_id",
                "file",
                "offset",
                "events",
                "related_event_ids",
            ]
        );

    public override void Write(Finding finding) =>
        CsvLine.Write(
            Output,
            [
                finding.Rule,
                finding.Level.SigmaName(),
                finding.Event.Time,
                finding.Event.Account,
                finding.Event.Region,
                finding.Event.Name,
                finding.Event.Principal,
                finding.Event.EventId,
                finding.File,
                finding.Offset.ToString(CultureInfo.InvariantCulture),
                finding.EventCount.ToString(CultureInfo.InvariantCulture),
                string.Join(' ', finding.RelatedEventIds),
            ]
        );
}
