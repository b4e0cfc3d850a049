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
        var key = one.Key is null ? "" : $"{Cell(one.Key)}  ";
        if (one.Event is not { } found)
        {
            First(PartName.Of(one.Kind), $"{key}{VisibleText.Of(one.Note)}");
            return;
        }

        var facts = found.Event;
        var to =
            one.Kind is ChainLinkKind.IssuedBy or ChainLinkKind.Issued && found.IssuedTo is { } issuedTo ? $" for {Cell(issuedTo)}" : "";
        First(PartName.Of(one.Kind), $"{key}{Cell(facts.Time)}  {Cell(facts.Account)}  {Cell(facts.Name)}{to}");
        More(
            $"by {Cell(facts.Principal)}{(found.CallerKey is null ? "" : $" with the key {Cell(found.CallerKey)}")}"
                + $" from {Cell(found.Address)}"
        );
        More($"event {Cell(facts.EventId)} in {VisibleText.Of(found.File)}");
        if (one.Note.Length > 0)
        {
            More(VisibleText.Of(one.Note));
        }
    }

    private void WriteSummary(ActivitySummary activity)
    {
        First(PartName.Of(activity.Owner), Cell(activity.Id));
        if (activity.Owner == ActivityOwner.Principal)
        {
            _principals.Add(activity);
        }
        else if (_principals.Find(principal => SummaryList.AreEqual(principal, activity)) is { } same)
        {
            More($"every call of {Cell(same.Id)} above, and no other");
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
            More($"model {Cell(model.Model)}: {Number(model.Calls)} calls, {Number(model.Refused)} refused; {tokens}");
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
        First(PartName.Of(novelty.Kind), $"{Cell(novelty.Value)}: new to the {NoveltyText.NewTo(novelty)}");
        More(
            $"{Cell(novelty.Principal)} in {Cell(novelty.Account)}: {Number(novelty.Calls)} calls, the first at "
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
            _ => "",
        };
        First(CallTime.Of(call.Time), what.Length == 0 ? Called(call) : what);
        if (what.Length > 0)
        {
            More(Called(call));
        }

        More($"event {Cell(call.Event.EventId)} in {VisibleText.Of(call.File)}");
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
            More($"  {Number(row.Count)} of {Cell(row.Model)} by {Cell(row.Principal)}");
        }

        if (window.Invocations.Count > MostInList || window.MoreInvocations > 0)
        {
            More($"  and {Number(total - window.Invocations.Take(MostInList).Sum(row => row.Count))} by others or of other models");
        }
    }

    private static string Called(RecordedCall call) =>
        $"{Cell(call.Api)}{(call.ErrorCode is { } error ? $" refused with {Cell(error)}" : "")} in {Cell(call.Event.Account)} "
        + $"{Cell(call.Event.Region)} by {Cell(call.Event.Principal)} from {Cell(call.Address)}";

    private void Counts(string title, IReadOnlyList<CallCount> counts)
    {
        if (counts is [])
        {
            return;
        }

        var shown = counts
            .Take(MostInList)
            .Select(count =>
                $"{Cell(count.Value)} {Number(count.Calls)}{(count.Refused > 0 ? $" ({Number(count.Refused)} refused)" : "")}"
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

    private static string Cell(string? text) => string.IsNullOrEmpty(text) ? "—" : VisibleText.Of(text, VisibleText.Excerpt * 2);
}
