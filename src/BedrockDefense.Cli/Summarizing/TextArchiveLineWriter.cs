using System.Globalization;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Summarizing;

namespace BedrockDefense.Cli.Summarizing;

/// <summary>Writes a summary for people, with a heading for each part.</summary>
internal sealed class TextArchiveLineWriter(TextWriter output) : AnswerWriter<ArchiveLine>(output)
{
    private const int Indent = 2;

    private static readonly string[] Headings =
    [
        "Who changed or read the configuration of model invocation logging",
        "Refused or failed, the most frequent first",
        "Access keys, the one that is first seen last comes first",
    ];

    private int _headings;
    private bool _isEmpty;

    public override void Write(ArchiveLine one)
    {
        switch (one)
        {
            case OverviewLine all:
                Line(
                    $"{Number(all.Events)} events from {CallTime.Of(all.First)} to {CallTime.Of(all.Last)}, {Number(all.Refused)} of them "
                        + "refused or failed"
                );
                Line($"accounts: {Counts(all.Accounts)}");
                Line($"Regions: {Counts(all.Regions)}");
                break;
            case LoggingAccessLine access:
                HeadingsTo(1);
                Row(
                    $"{TextCell.Of(access.Name)} in {TextCell.Of(access.Account)} {TextCell.Of(access.Region)} "
                        + $"by {TextCell.Of(access.Principal)}: {Span(access.Calls)}"
                );
                break;
            case RefusedLine refused:
                HeadingsTo(2);
                Row(
                    $"{TextCell.Of(refused.Api)} with {TextCell.Of(refused.ErrorCode)} "
                        + $"by {TextCell.Of(refused.Principal)}: {Span(refused.Calls)}"
                );
                break;
            case AccessKeyLine key:
                HeadingsTo(3);
                Row($"{TextCell.Of(key.AccessKey)} in {TextCell.Of(key.Account)} by {TextCell.Of(key.Principal)}: {Span(key.Calls)}");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(one));
        }
    }

    public override void Finish(HuntReport report)
    {
        HeadingsTo(Headings.Length);
        SayIfEmpty();
        Output.WriteLine();
        ConsoleOutput.WriteLine(ReportLine.Of("summed up", report), output: Output);
        base.Finish(report);
    }

    // A part without lines says so, because that too is an answer.
    private void HeadingsTo(int count)
    {
        for (; _headings < count; _headings++)
        {
            SayIfEmpty();
            Output.WriteLine();
            Line(Headings[_headings]);
            _isEmpty = true;
        }
    }

    private void SayIfEmpty()
    {
        if (_isEmpty)
        {
            Line("nothing");
        }
    }

    private static string Span(CallSpan calls) =>
        $"{Number(calls.Calls)} calls, {Number(calls.Refused)} refused, {CallTime.Of(calls.First)} to {CallTime.Of(calls.Last)}";

    private static string Counts(IReadOnlyList<CallCount> counts)
    {
        const int Most = 40;
        var more = counts.Count > Most ? $", and {Number(counts.Count - Most)} more" : "";
        return $"{string.Join(", ", counts.Take(Most).Select(count => $"{TextCell.Of(count.Value)} {Number(count.Calls)}"))}{more}";
    }

    private void Row(string line)
    {
        _isEmpty = false;
        Line(line);
    }

    private void Line(string line) => ConsoleOutput.WriteLine(line, Indent, Output);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
