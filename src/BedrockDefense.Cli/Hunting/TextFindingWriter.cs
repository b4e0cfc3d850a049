using System.Globalization;
using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Hunting;

/// <summary>
/// Writes findings for people. The rule, the time and the place stand in columns; the caller, the event and the file stand
/// below.
/// </summary>
internal sealed class TextFindingWriter(TextWriter output, GeoFiles? geo) : AnswerWriter<Finding>(output)
{
    private const int Level = 13;
    private const int Rule = 46;
    private const int Time = 20;
    private const int Account = 12;
    private const int Region = 14;

    private int _findings;

    public override void Write(Finding finding)
    {
        _findings++;
        var (one, indent) = (finding.Event, new string(' ', Level + 2));
        Line(
            $"{finding.Level.SigmaName(), -Level}  {finding.Rule, -Rule}  {Cell(one.Time), -Time}  "
                + $"{Cell(one.Account), -Account}  {Cell(one.Region), -Region}  {Cell(one.Name)}"
        );
        Line($"{indent}by {Cell(one.Principal)}");
        if (geo is not null)
        {
            Line($"{indent}from {Cell(one.Address)} ({Cell(GeoText.Of(one.Address, geo.PlaceOf(one.Address)))})");
        }

        Line($"{indent}event {Cell(one.EventId)} in {VisibleText.Of(finding.File)}");
        if (finding.EventCount > 1)
        {
            Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{indent}{finding.EventCount} events: "
                        + $"{string.Join(", ", finding.RelatedEventIds.Select(id => Cell(id)))}"
                        + $"{(finding.EventCount > finding.RelatedEventIds.Count ? ", …" : "")}"
                )
            );
        }
    }

    public override void Finish(HuntReport report)
    {
        ConsoleOutput.WriteLine(ReportLine.Of($"{_findings.ToString(CultureInfo.InvariantCulture)} found", report), output: Output);
        base.Finish(report);
    }

    private void Line(string line) => ConsoleOutput.WriteLine(line, indent: Level + 2, Output);

    private static string Cell(string? text) => text is null ? "—" : VisibleText.Of(text, VisibleText.Excerpt * 2);
}
