using BedrockDefense.Stack.Rehearsal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BedrockDefense.Cli.Output;

/// <summary>Shows the numbered steps of a rehearsal.</summary>
internal static class StepTable
{
    /// <summary>
    /// Returns a table with a few lines for each step: whether it was prevented, what detected it and who was alerted.
    /// </summary>
    public static Table Brief(RehearsalReport report) =>
        Numbered(report, columns: 2, step => [new Markup($"[bold]{step.Name.EscapeMarkup()}[/]"), new Rows(Verdict(step))]);

    /// <summary>Returns a table with every call of every step and all its results.</summary>
    public static Table CreateFull(RehearsalReport report) => Numbered(report, columns: 1, step => [new Rows(FullDescription(step))]);

    private static Table Numbered(RehearsalReport report, int columns, Func<StepReport, IRenderable[]> cells)
    {
        var table = new Table().NoBorder().HideHeaders().AddColumns([.. Enumerable.Repeat("", columns + 1)]);
        foreach (var column in table.Columns)
        {
            column.PadLeft(0).PadRight(2);
        }

        foreach (var (step, index) in report.Steps.Select((step, index) => (step, index)))
        {
            table.AddRow([new Text($"{index + 1}"), .. cells(step)]);
        }

        return table;
    }

    private static IEnumerable<IRenderable> Verdict(StepReport step)
    {
        if (step.Calls.Count > 0)
        {
            var detections = Detections(step);
            var recipients = step
                .Calls.SelectMany(call => call.Messages)
                .SelectMany(message => message.Recipients)
                .Select(Short)
                .Distinct();
            yield return new Markup(
                string.Join(
                    "; ",
                    (string[])
                        [
                            Prevented(step.Calls),
                            .. Restored(step.Calls),
                            detections.Count == 0
                                ? "not detected"
                                : $"[green]detected[/] by {string.Join(", ", detections).EscapeMarkup()}",
                            .. detections.Count == 0 ? []
                            : recipients.ToList() is [_, ..] alerted ? [$"[green]alerted[/] {string.Join(", ", alerted).EscapeMarkup()}"]
                            : (string[])["[yellow]nobody alerted[/]"],
                        ]
                )
            );
        }

        foreach (var line in Remarks(step))
        {
            yield return line;
        }
    }

    private static IEnumerable<IRenderable> FullDescription(StepReport step)
    {
        // A line may also be broken where the style changes, so the colon belongs to the text before it.
        yield return new Markup(
            step.Calls.Count == 0
                ? $"[bold]{step.Name.EscapeMarkup()}[/]"
                : $"[bold]{step.Name.EscapeMarkup()}:[/] {string.Join(", ", [Prevented(step.Calls), .. Restored(step.Calls)])}"
        );
        foreach (var call in step.Calls)
        {
            yield return Indented(2, $"[dim]{call.Action.EscapeMarkup()}[/]");
            foreach (var line in Outcome(call))
            {
                yield return Indented(4, line);
            }
        }

        foreach (
            var line in Labelled("detected by", Detections(step).Select(detection => $"[green]{detection.EscapeMarkup()}[/]"))
                .Concat(
                    Labelled(
                        "alerted",
                        step.Calls.SelectMany(call => call.Messages)
                            .GroupBy(message => message.Channel)
                            .OrderBy(channel => channel.Key, StringComparer.Ordinal)
                            .Select(Alerted)
                    )
                )
                .Concat(Remarks(step).Select(remark => new Padder(remark, new Padding(2, 0, 0, 0))))
        )
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Outcome(CallReport call)
    {
        if (call.As is { } other)
        {
            yield return $"[dim]as {ScenarioTable.Name(other).EscapeMarkup()}[/]";
        }

        if ((call.PreventedBy is { } by ? $"stopped: {by}" : call.Effect) is { } outcome)
        {
            yield return $"[dim]{outcome.EscapeMarkup()}[/]";
        }

        if (call.NotRestored is { } obstacle)
        {
            yield return $"[red]NOT restored:[/] [dim]{obstacle.EscapeMarkup()}[/]";
        }

        if (call.RestoredBy is { } restorer)
        {
            yield return $"[green]restored[/] [dim]by {restorer.EscapeMarkup()}[/]";
        }
    }

    private static IEnumerable<IRenderable> Remarks(StepReport step)
    {
        if (step.Observed is { } observed)
        {
            yield return Markup.FromInterpolated($"[dim]{observed}[/]");
        }

        if (step.Because is { } because)
        {
            yield return Markup.FromInterpolated($"[yellow]{because}[/]");
        }
    }

    private static IEnumerable<IRenderable> Labelled(string label, IEnumerable<string> lines) =>
        lines.Select((line, index) => Indented(2, $"{(index == 0 ? label : ""), -11}  {line}"));

    private static Padder Indented(int columns, string markup) => new(new Markup(markup), new Padding(columns, 0, 0, 0));

    private static string Prevented(IReadOnlyList<CallReport> calls)
    {
        var prevented = calls.Count(call => call.PreventedBy is not null);
        return prevented == 0 ? "not prevented"
            : prevented == calls.Count ? "[green]prevented[/]"
            : $"[yellow]{prevented} of {calls.Count} calls prevented[/]";
    }

    private static IEnumerable<string> Restored(IEnumerable<CallReport> calls) =>
        calls
            .Select(call =>
                call.NotRestored is not null ? "[red]NOT restored[/]"
                : call.RestoredBy is not null ? "[green]restored[/]"
                : null
            )
            .OfType<string>()
            .Distinct();

    private static List<string> Detections(StepReport step) => [.. step.Calls.SelectMany(call => call.Detections).Distinct()];

    private static string Alerted(IGrouping<string, DeliveredMessage> channel)
    {
        var recipients = channel.SelectMany(message => message.Recipients).Select(Short).Distinct().ToList();
        var who = recipients.Count == 0 ? "[yellow]nobody subscribed[/]" : string.Join(", ", recipients).EscapeMarkup();
        return $"{channel.Key.EscapeMarkup()} [dim]→[/] {who}";
    }

    private static Recipient Short(Recipient recipient) =>
        recipient.Endpoint.StartsWith("arn:", StringComparison.Ordinal)
            ? recipient with
            {
                Endpoint = recipient.Endpoint[(recipient.Endpoint.LastIndexOf(':') + 1)..],
            }
            : recipient;
}
