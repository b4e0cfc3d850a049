using System.Globalization;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Writes findings as comma-separated values.</summary>
internal sealed class CsvFindingWriter : AnswerWriter<Finding>
{
    private readonly GeoFiles? _geo;

    public CsvFindingWriter(TextWriter output, GeoFiles? geo)
        : base(output)
    {
        _geo = geo;
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
                .. geo is null ? (string[])[] : ["address", "country", "city", "as_number", "as_organization"],
            ]
        );
    }

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
                .. Place(finding.Event.Address),
            ]
        );

    private string?[] Place(string? address)
    {
        if (_geo is null)
        {
            return [];
        }

        var place = _geo.PlaceOf(address) ?? GeoPlace.Unknown;
        return [address, place.Country, place.City, place.Network?.ToString(CultureInfo.InvariantCulture), place.Organization];
    }
}
