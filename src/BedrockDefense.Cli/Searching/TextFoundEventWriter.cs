using System.Globalization;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Searching;

namespace BedrockDefense.Cli.Searching;

/// <summary>
/// Writes events for people. The time and the call stand in the first line; the caller, the event and the file stand below.
/// </summary>
internal sealed class TextFoundEventWriter(TextWriter output) : AnswerWriter<FoundEvent>(output)
{
    private const int Time = 20;
    private const int Account = 12;
    private const int Region = 14;

    private int _found;

    public override void Write(FoundEvent one)
    {
        _found++;
        var (facts, indent) = (one.Event, new string(' ', Time + 2));
        Line(
            $"{Cell(facts.Time), -Time}  {Cell(facts.Account), -Account}  {Cell(facts.Region), -Region}  "
                + $"{Cell(one.Source)}  {Cell(facts.Name)}{(one.ErrorCode is null ? "" : $"  {Cell(one.ErrorCode)}")}"
        );
        Line($"{indent}by {Cell(facts.Principal)}{(one.AccessKey is null ? "" : $" with the key {Cell(one.AccessKey)}")}");
        Line($"{indent}from {Cell(one.Address)}, {Cell(one.UserAgent)}");
        Line($"{indent}event {Cell(facts.EventId)} in {VisibleText.Of(one.File)}");
    }

    public override void Finish(HuntReport report)
    {
        ConsoleOutput.WriteLine(ReportLine.Of($"{_found.ToString(CultureInfo.InvariantCulture)} found", report), output: Output);
        base.Finish(report);
    }

    private void Line(string line) => ConsoleOutput.WriteLine(line, indent: Time + 2, Output);

    private static string Cell(string? text) => text is null ? "—" : VisibleText.Of(text, VisibleText.Excerpt * 2);
}
