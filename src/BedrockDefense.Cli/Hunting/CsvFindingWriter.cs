using System.Globalization;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Hunting;

/// <summary>
/// Writes comma-separated values (RFC 4180) that are safe to open in a spreadsheet. A cell that a spreadsheet would take for
/// a formula begins with an apostrophe (OWASP, "CSV Injection"). Line breaks are written as escapes.
/// </summary>
internal sealed class CsvFindingWriter : FindingWriter
{
    public CsvFindingWriter(TextWriter output)
        : base(output) =>
        Line([
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
        ]);

    public override void Write(Finding finding) =>
        Line([
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
        ]);

    /// <summary>Returns the text of a cell, quoted if necessary.</summary>
    internal static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var visible = VisibleText.Of(text);
        var mayBeFormula = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '|' or '%';
        return mayBeFormula || visible.AsSpan().IndexOfAny(",\"';") >= 0
            ? $"\"{(mayBeFormula ? "'" : "")}{visible.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : visible;
    }

    private void Line(ReadOnlySpan<string?> cells)
    {
        for (var number = 0; number < cells.Length; number++)
        {
            if (number > 0)
            {
                Output.Write(',');
            }

            Output.Write(Cell(cells[number]));
        }

        Output.Write("\r\n");
    }
}
