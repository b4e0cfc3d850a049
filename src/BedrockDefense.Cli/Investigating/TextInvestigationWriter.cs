using System.Globalization;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Baselines;
using BedrockDefense.Hunting.Investigating;
using BedrockDefense.Hunting.Timelines;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Investigating;

/// <summary>
/// Writes an answer for people: a heading for each part, and below it what a line says first, then where it comes from. Of a long list
/// only the beginning is shown; the other formats have all of it.
/// </summary>
internal sealed class TextInvestigationWriter(TextWriter output) : AnswerWriter<InvestigationLine>(output)
{
    private const int MostInList = 8;
    private const int Name = 11;
    private const int Indent = Name + 2;

    private readonly List<ActivitySummary> _principals = [];
    private string? _heading;
    private int _traced;

    public override void Write(InvestigationLine one)
    {
        switch (one)
        {
            case ChainLink link:
                Heading("Identity chain");
                WriteLink(link);
                break;
            case SummaryLine { Activity: var activity }:
                Heading("Summary");
                WriteSummary(activity);
                break;
            case BaselineLine { Baseline: var baseline }:
                WriteBaseline(baseline);
                break;
            case NoveltyLine { Novelty: var novelty }:
                WriteNovelty(novelty);
                break;
            case TimelineLine { Entry: var entry }:
                Heading("Timeline");
                WriteEntry(entry);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(one));
        }
    }

    public override void Finish(HuntReport report)
    {
        if (_heading is not null)
        {
            Output.WriteLine();
        }

        var found = _traced > 0 || _heading is null ? $"{Number(_traced)} access keys traced" : "found";
        ConsoleOutput.WriteLine(ReportLine.Of(found, report), output: Output);
        base.Finish(report);
    }

    private void WriteLink(ChainLink one)
    {
        _traced += one.Kind == ChainLinkKind.Use ? 1 : 0;
        var key = one.Key is null ? "" : $"{TextCell.Of(one.Key)}  ";
        if (one.Event is not { } found)
        {
            First(PartName.Of(one.Kind), $"{key}{VisibleText.Of(one.Note)}");
            return;
        }

        var facts = found.Event;
        var to =
            one.Kind is ChainLinkKind.IssuedBy or ChainLinkKind.Issued && found.IssuedTo is { } issuedTo
                ? $" for {TextCell.Of(issuedTo)}"
                : "";
        First(PartName.Of(one.Kind), $"{key}{TextCell.Of(facts.Time)}  {TextCell.Of(facts.Account)}  {TextCell.Of(facts.Name)}{to}");
        More(
            $"by {TextCell.Of(facts.Principal)}{(found.CallerKey is null ? "" : $" with the key {TextCell.Of(found.CallerKey)}")}"
                + $" from {TextCell.Of(found.Address)}"
        );
        More($"event {TextCell.Of(facts.EventId)} in {VisibleText.Of(found.File)}");
        if (one.Note.Length > 0)
        {
            More(VisibleText.Of(one.Note));
        }
    }

    private void WriteSummary(ActivitySummary activity)
    {
        First(PartName.Of(activity.Owner), TextCell.Of(activity.Id));
        if (activity.Owner == ActivityOwner.Principal)
        {
            _principals.Add(activity);
        }
        else if (_principals.Find(principal => SummaryList.AreEqual(principal, activity)) is { } same)
        {
            More($"every call of {TextCell.Of(same.Id)} above, and no other");
            return;
        }

        More(
            $"{CallTime.Of(activity.First)} to {CallTime.Of(activity.Last)}: {Number(activity.Calls)} calls, "
                + $"{Number(activity.Refused)} refused; {Number(activity.CallsWithMfa)} with MFA, "
                + $"{Number(activity.CallsWithoutMfa)} without"
        );
        foreach (var (title, _, counts) in SummaryList.Of(activity))
        {
            Counts(title, counts);
        }

        foreach (var (group, apis) in activity.Groups)
        {
            Counts($"used for {PartName.Of(group)}", apis);
        }

        foreach (var model in activity.Models)
        {
            var tokens =
                model.CallsWithTokens == 0
                    ? "the events count no tokens; the logs of model invocations do"
                    : $"{Number(model.InputTokens)} tokens in and {Number(model.OutputTokens)} out, of "
                        + $"{Number(model.CallsWithTokens)} calls";
            More($"model {TextCell.Of(model.Model)}: {Number(model.Calls)} calls, {Number(model.Refused)} refused; {tokens}");
        }
    }

    private void WriteBaseline(BaselineReport baseline)
    {
        Heading($"New since {CallTime.Of(baseline.To)}");
        Line(
            baseline.Earliest is { } earliest
                ? $"Compared with {Number(baseline.Events)} events from {CallTime.Of(baseline.From)} on; the first of them is of "
                    + $"{CallTime.Of(earliest)}."
                : $"The archive holds no event from {CallTime.Of(baseline.From)} to then, so that nothing can be compared."
        );
    }

    private void WriteNovelty(Novelty novelty)
    {
        var before = novelty.Before;
        First(PartName.Of(novelty.Kind), $"{TextCell.Of(novelty.Value)}: new to the {NoveltyText.NewTo(novelty)}");
        More(
            $"{TextCell.Of(novelty.Principal)} in {TextCell.Of(novelty.Account)}: {Number(novelty.Calls)} calls, the first at "
                + CallTime.Of(novelty.First)
        );
        More(
            $"before: {Number(before.Principal)} calls of the principal, {Number(before.Account)} in the account, "
                + $"{Number(before.Organization)} in all accounts"
        );
    }

    private void WriteEntry(TimelineEntry entry)
    {
        var call = entry.Call;
        var what = entry.Kind switch
        {
            TimelineKind.Finding => $"{entry.Level?.SigmaName()}: {VisibleText.Of(entry.Title ?? "")} ({entry.Rule})",
            TimelineKind.BlindFrom when entry.Window is { To: { } to } window =>
                $"logging is off or incomplete until {CallTime.Of(to)}, for {Span(to - window.From)}",
            TimelineKind.BlindFrom => "logging is off or incomplete from here on; the archive holds no end",
            TimelineKind.StillBlind => "logging was deleted or weakened once more",
            TimelineKind.BlindTo => "logging is complete again",
            TimelineKind.LoggingConfigured => "logging was configured completely",
            TimelineKind.LoggingFirstConfigured => "logging was configured completely; whether it was on before is not in what was read",
            _ => "",
        };
        First(CallTime.Of(call.Time), what.Length == 0 ? Called(call) : what);
        if (what.Length > 0)
        {
            More(Called(call));
        }

        More($"event {TextCell.Of(call.Event.EventId)} in {VisibleText.Of(call.File)}");
        if (entry is { Kind: TimelineKind.BlindFrom, Window: { } blind })
        {
            WriteInvocations(blind);
        }
    }

    private void WriteInvocations(BlindWindow window)
    {
        var total = window.Invocations.Sum(row => row.Count) + window.MoreInvocations;
        More($"{Number(total)} invocations inside; what was asked is recorded incompletely or nowhere");
        foreach (var row in window.Invocations.Take(MostInList))
        {
            More($"  {Number(row.Count)} of {TextCell.Of(row.Model)} by {TextCell.Of(row.Principal)}");
        }

        if (window.Invocations.Count > MostInList || window.MoreInvocations > 0)
        {
            More($"  and {Number(total - window.Invocations.Take(MostInList).Sum(row => row.Count))} by others or of other models");
        }
    }

    private static string Called(RecordedCall call) =>
        $"{TextCell.Of(call.Api)}{(call.ErrorCode is { } error ? $" refused with {TextCell.Of(error)}" : "")} "
        + $"in {TextCell.Of(call.Event.Account)} {TextCell.Of(call.Event.Region)} "
        + $"by {TextCell.Of(call.Event.Principal)} from {TextCell.Of(call.Address)}";

    private void Counts(string title, IReadOnlyList<CallCount> counts)
    {
        if (counts is [])
        {
            return;
        }

        var shown = counts
            .Take(MostInList)
            .Select(count =>
                $"{TextCell.Of(count.Value)} {Number(count.Calls)}{(count.Refused > 0 ? $" ({Number(count.Refused)} refused)" : "")}"
            );
        var more = counts.Count > MostInList ? $", and {Number(counts.Count - MostInList)} more" : "";
        More($"{title}: {string.Join(", ", shown)}{more}");
    }

    private void Heading(string heading)
    {
        if (_heading == heading)
        {
            return;
        }

        if (_heading is not null)
        {
            Output.WriteLine();
        }

        _heading = heading;
        Line(heading);
    }

    private void First(string name, string text) => Line($"{name, -Name}  {text}");

    private void More(string text) => Line($"{new string(' ', Indent)}{text}");

    private void Line(string line) => ConsoleOutput.WriteLine(line, Indent, Output);

    private static string Span(TimeSpan span) =>
        span.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h")
        : span.TotalMinutes >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.#} min")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
