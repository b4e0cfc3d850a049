using System.Globalization;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Investigating;
using BedrockDefense.Hunting.Timelines;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Investigating;

/// <summary>
/// Writes an answer as comma-separated values. All parts share the columns, and leave those empty that they have no value for. A summary
/// and a blind window make a row for each value.
/// </summary>
internal sealed class CsvInvestigationWriter : AnswerWriter<InvestigationLine>
{
    private static readonly string[] Columns =
    [
        "part",
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
        "until",
        "value",
        "calls",
        "refused",
        "before_principal",
        "before_account",
        "before_organization",
        "score",
        "rule",
        "level",
        "error_code",
        "user_agent",
    ];

    public CsvInvestigationWriter(TextWriter output)
        : base(output) => CsvLine.Write(output, Columns);

    public override void Write(InvestigationLine one)
    {
        switch (one)
        {
            case ChainLink link:
                WriteLink(link);
                break;
            case SummaryLine { Activity: var activity }:
                WriteSummary(activity);
                break;
            case BaselineLine { Baseline: var baseline }:
                Row(
                    ("part", PartName.New),
                    ("link", "baseline"),
                    ("time", CallTime.Of(baseline.From)),
                    ("until", CallTime.Of(baseline.To)),
                    ("calls", Number(baseline.Events))
                );
                break;
            case NoveltyLine { Novelty: var novelty }:
                Row(
                    ("part", PartName.New),
                    ("link", PartName.Of(novelty.Kind)),
                    ("principal", novelty.Principal),
                    ("account", novelty.Account),
                    ("value", novelty.Value),
                    ("calls", Number(novelty.Calls)),
                    ("time", CallTime.Of(novelty.First)),
                    ("before_principal", Number(novelty.Before.Principal)),
                    ("before_account", Number(novelty.Before.Account)),
                    ("before_organization", Number(novelty.Before.Organization)),
                    ("score", Number(novelty.Score))
                );
                break;
            case TimelineLine { Entry: var entry }:
                WriteEntry(entry);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(one));
        }
    }

    private void WriteLink(ChainLink one)
    {
        var found = one.Event;
        Row(
            ("part", PartName.Chain),
            ("trace", one.Trace),
            ("link", PartName.Of(one.Kind)),
            ("step", Number(one.Step)),
            ("access_key", one.Key),
            ("note", one.Note),
            ("time", found?.Event.Time),
            ("account", found?.Event.Account),
            ("region", found?.Event.Region),
            ("event_name", found?.Event.Name),
            ("principal", found?.Event.Principal),
            ("principal_type", found?.CallerType),
            ("principal_access_key", found?.CallerKey),
            ("issued_to", found?.IssuedTo),
            ("source_identity", found?.SourceIdentity),
            ("address", found?.Address),
            ("event_id", found?.Event.EventId),
            ("file", found?.File),
            ("offset", found is null ? null : Number(found.Offset))
        );
    }

    private void WriteSummary(ActivitySummary activity)
    {
        var total = new CallCount("", activity.Calls, activity.Refused);
        Count("total", total);
        Count("with-mfa", total with { Calls = activity.CallsWithMfa, Refused = 0 });
        Count("without-mfa", total with { Calls = activity.CallsWithoutMfa, Refused = 0 });
        foreach (var (_, name, counts) in SummaryList.Of(activity))
        {
            foreach (var count in counts)
            {
                Count(name, count);
            }
        }

        foreach (var (group, apis) in activity.Groups)
        {
            foreach (var count in apis)
            {
                Count($"group:{PartName.Of(group)}", count);
            }
        }

        foreach (var model in activity.Models)
        {
            var tokens = string.Create(
                CultureInfo.InvariantCulture,
                $"{model.InputTokens} tokens in and {model.OutputTokens} out, of {model.CallsWithTokens} calls"
            );
            Count("models", new CallCount(model.Model, model.Calls, model.Refused), model.CallsWithTokens == 0 ? null : tokens);
        }

        void Count(string link, CallCount count, string? note = null) =>
            Row(
                ("part", PartName.Summary),
                ("trace", activity.Id),
                ("link", link),
                (activity.Owner == ActivityOwner.Principal ? "principal" : "access_key", activity.Id),
                ("note", note),
                ("time", activity.First is { } first ? CallTime.Of(first) : null),
                ("until", activity.Last is { } last ? CallTime.Of(last) : null),
                ("value", count.Value),
                ("calls", Number(count.Calls)),
                ("refused", Number(count.Refused))
            );
    }

    private void WriteEntry(TimelineEntry entry)
    {
        var call = entry.Call;
        Row(
            ("part", PartName.Timeline),
            ("link", PartName.Of(entry.Kind)),
            ("access_key", call.AccessKey),
            ("note", entry.Title),
            ("time", call.Event.Time),
            ("account", call.Event.Account),
            ("region", call.Event.Region),
            ("event_name", call.Event.Name),
            ("principal", call.Event.Principal),
            ("address", call.Address),
            ("event_id", call.Event.EventId),
            ("file", call.File),
            ("offset", Number(call.Offset)),
            ("until", entry is { Kind: TimelineKind.BlindFrom, Window.To: { } to } ? CallTime.Of(to) : null),
            ("value", call.Api),
            ("rule", entry.Rule),
            ("level", entry.Level?.SigmaName()),
            ("error_code", call.ErrorCode),
            ("user_agent", call.UserAgent)
        );
        if (entry is not { Kind: TimelineKind.BlindFrom, Window: { } window })
        {
            return;
        }

        foreach (var row in window.Invocations)
        {
            Row(
                ("part", PartName.Timeline),
                ("link", "blind-invocations"),
                ("time", CallTime.Of(window.From)),
                ("until", window.To is { } end ? CallTime.Of(end) : null),
                ("account", window.Account),
                ("region", window.Region),
                ("principal", row.Principal),
                ("value", row.Model),
                ("calls", Number(row.Count))
            );
        }
    }

    private void Row(params ReadOnlySpan<(string Column, string? Value)> values)
    {
        var cells = new string?[Columns.Length];
        foreach (var (column, value) in values)
        {
            cells[Array.IndexOf(Columns, column)] = value;
        }

        CsvLine.Write(Output, cells);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
