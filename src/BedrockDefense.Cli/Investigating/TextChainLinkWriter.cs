using System.Globalization;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Investigating;

namespace BedrockDefense.Cli.Investigating;

/// <summary>Writes links for people. What a link says stands in the first line; the caller, the event and the file stand below.</summary>
internal sealed class TextChainLinkWriter(TextWriter output) : AnswerWriter<ChainLink>(output)
{
    private const int Name = 9;
    private const int Indent = Name + 2;

    private int _traced;

    public override void Write(ChainLink one)
    {
        _traced += one.Kind == ChainLinkKind.Use ? 1 : 0;
        var key = one.Key is null ? "" : $"{Cell(one.Key)}  ";
        if (one.Event is not { } found)
        {
            Line($"{ChainLinkName.Of(one.Kind), -Name}  {key}{VisibleText.Of(one.Note)}");
            return;
        }

        var (facts, indent) = (found.Event, new string(' ', Indent));
        var to =
            one.Kind is ChainLinkKind.IssuedBy or ChainLinkKind.Issued && found.IssuedTo is { } issuedTo ? $" for {Cell(issuedTo)}" : "";
        Line($"{ChainLinkName.Of(one.Kind), -Name}  {key}{Cell(facts.Time)}  {Cell(facts.Account)}  {Cell(facts.Name)}{to}");
        Line(
            $"{indent}by {Cell(facts.Principal)}{(found.CallerKey is null ? "" : $" with the key {Cell(found.CallerKey)}")}"
                + $" from {Cell(found.Address)}"
        );
        Line($"{indent}event {Cell(facts.EventId)} in {VisibleText.Of(found.File)}");
        if (one.Note.Length > 0)
        {
            Line($"{indent}{VisibleText.Of(one.Note)}");
        }
    }

    public override void Finish(HuntReport report)
    {
        ConsoleOutput.WriteLine(
            ReportLine.Of($"{_traced.ToString(CultureInfo.InvariantCulture)} access keys traced", report),
            output: Output
        );
        base.Finish(report);
    }

    private void Line(string line) => ConsoleOutput.WriteLine(line, Indent, Output);

    private static string Cell(string? text) => text is null ? "—" : VisibleText.Of(text, VisibleText.Excerpt * 2);
}
