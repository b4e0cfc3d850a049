using BedrockDefense.Stack.Rehearsal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BedrockDefense.Cli;

/// <summary>Shows rehearsals to a person: the first ones step by step, the others in a line each.</summary>
internal static class RehearsalTable
{
    private const int WideConsole = 120;

    /// <summary>Writes the reports, as many of them in full as asked for.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<RehearsalReport> reports, int inFull)
    {
        foreach (var report in reports.Take(inFull))
        {
            WriteHeading(console, report);
            console.Write(Steps(report, isWide: console.Profile.Width >= WideConsole));
            WriteFirstMessage(console, report);
            WriteOutcome(console, report);
        }

        if (reports.Count <= inFull)
        {
            return;
        }

        console.MarkupLine("[bold]The other scenarios[/] (--scenario ID shows one in full)");
        console.Write(Summaries(reports.Skip(inFull), isWide: console.Profile.Width >= WideConsole));
        foreach (var report in reports.Skip(inFull).Where(report => !report.IsMet))
        {
            console.MarkupLineInterpolated($"[bold]{report.Scenario}[/]");
            WriteOutcome(console, report);
        }
    }

    private static void WriteHeading(IAnsiConsole console, RehearsalReport report)
    {
        console.MarkupLineInterpolated($"[bold]{report.Scenario}[/]: {report.Title}");
        console.MarkupLineInterpolated($"  attacker    {report.Principal}, in {report.Region}");
        console.Write(new Padder(Markup.FromInterpolated($"guardrails  {Attached(report)}"), new Padding(2, 0, 0, 0)));
        console.Write(new Padder(new Text(report.Coverage), new Padding(14, 0, 0, 0)));
        console.WriteLine();
    }

    private static Table Steps(RehearsalReport report, bool isWide)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("#", "Attack step", "Prevented", "Detected by", "Alerted");
        if (isWide)
        {
            // Ids have no spaces to break at.
            table.Columns[2].NoWrap();
            table.Columns[3].NoWrap();
            table.Columns[4].NoWrap();
        }

        foreach (var (step, index) in report.Steps.Select((step, index) => (step, index)))
        {
            var detections = step.Calls.SelectMany(call => call.Detections).Distinct().ToList();
            table.AddRow(
                new Text($"{index + 1}"),
                Step(step),
                Prevented(step.Calls),
                Lines(detections.Select(detection => $"[green]{detection.EscapeMarkup()}[/]")),
                Lines(step.Calls.SelectMany(call => call.Messages).GroupBy(message => message.Channel).Order(ByChannel).Select(Alerted))
            );
        }

        return table;
    }

    private static readonly Comparer<IGrouping<string, DeliveredMessage>> ByChannel = Comparer<IGrouping<string, DeliveredMessage>>.Create(
        (one, other) => string.CompareOrdinal(one.Key, other.Key)
    );

    private static Rows Step(StepReport step)
    {
        List<IRenderable> lines = [new Markup(step.Name.EscapeMarkup())];
        foreach (var call in step.Calls)
        {
            lines.Add(Markup.FromInterpolated($"[dim]{call.Action}[/]"));
            if (call.As is { } other)
            {
                lines.Add(new Padder(Markup.FromInterpolated($"[dim]as {Name(other)}[/]"), new Padding(2, 0, 0, 0)));
            }

            if ((call.PreventedBy is { } by ? $"stopped: {by}" : call.Effect) is { } outcome)
            {
                lines.Add(new Padder(Markup.FromInterpolated($"[dim]{outcome}[/]"), new Padding(2, 0, 0, 0)));
            }

            if (call.NotRestored is { } obstacle)
            {
                lines.Add(new Padder(Markup.FromInterpolated($"[red]NOT restored[/]: [dim]{obstacle}[/]"), new Padding(2, 0, 0, 0)));
            }

            if (call.RestoredBy is { } restorer)
            {
                lines.Add(new Padder(Markup.FromInterpolated($"[green]restored[/] [dim]by {restorer}[/]"), new Padding(2, 0, 0, 0)));
            }
        }

        if (step.Observed is { } observed)
        {
            lines.Add(Markup.FromInterpolated($"[dim]{observed}[/]"));
        }

        if (step.Because is { } because)
        {
            lines.Add(Markup.FromInterpolated($"[yellow]{because}[/]"));
        }

        return new Rows(lines);
    }

    private static Markup Prevented(IReadOnlyList<CallReport> calls)
    {
        var prevented = calls.Count(call => call.PreventedBy is not null);
        return new Markup(
            calls.Count == 0 ? "[dim]—[/]"
            : prevented == 0 ? "no"
            : prevented == calls.Count ? "[green]yes[/]"
            : $"[yellow]{prevented} of {calls.Count}[/]"
        );
    }

    private static string Alerted(IGrouping<string, DeliveredMessage> channel)
    {
        var recipients = channel
            .SelectMany(message => message.Recipients)
            .Distinct()
            .Select(recipient => recipient with { Endpoint = Short(recipient.Endpoint) })
            .ToList();
        var who = recipients.Count == 0 ? "[yellow]nobody subscribed[/]" : string.Join(", ", recipients).EscapeMarkup();
        return $"{channel.Key.EscapeMarkup()} [dim]→[/] {who}";
    }

    // A single sign-on role's path is the same for all of them and longer than its name.
    private static string Name(string principal)
    {
        var resource = principal.Split(':', 6)[5];
        return resource.StartsWith("role/aws-reserved/", StringComparison.Ordinal) ? resource[(resource.LastIndexOf('/') + 1)..] : resource;
    }

    private static string Short(string endpoint) =>
        endpoint.StartsWith("arn:", StringComparison.Ordinal) ? endpoint[(endpoint.LastIndexOf(':') + 1)..] : endpoint;

    private static void WriteFirstMessage(IAnsiConsole console, RehearsalReport report)
    {
        var message = report
            .Steps.SelectMany(step => step.Calls)
            .SelectMany(call => call.Messages)
            .FirstOrDefault(message => message.Channel is "critical" or "high");
        if (message is not null)
        {
            console.WriteLine();
            console.Write(
                new Panel(new Text(message.Message)).Header($" the alert of {message.Detection.EscapeMarkup()} ").RoundedBorder()
            );
        }
    }

    private static void WriteOutcome(IAnsiConsole console, RehearsalReport report)
    {
        if (report.IsMet)
        {
            console.MarkupLine("[green]As expected in every step.[/]");
        }

        foreach (var (step, index) in report.Steps.Select((step, index) => (step, index)))
        {
            foreach (var unmet in step.Unmet)
            {
                console.MarkupLineInterpolated($"[red]Step {index + 1} ({step.Name}): {unmet}[/]");
            }
        }

        console.WriteLine();
    }

    private static Table Summaries(IEnumerable<RehearsalReport> reports, bool isWide)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("Scenario", "Attacker", "Guardrails", "Prevented", "Restored", "Detected by", "As expected");
        if (isWide)
        {
            table.Columns[0].NoWrap();
            table.Columns[5].NoWrap();
        }

        foreach (var report in reports)
        {
            var calls = report.Steps.SelectMany(step => step.Calls).ToList();
            table.AddRow(
                Markup.FromInterpolated($"{report.Scenario}"),
                new Text(Name(report.Principal)),
                new Text(Attached(report)),
                new Text($"{calls.Count(call => call.PreventedBy is not null)} of {calls.Count} calls"),
                new Markup(calls.Exists(call => call.RestoredBy is not null) ? "[green]yes[/]" : "[dim]—[/]"),
                Lines(calls.SelectMany(call => call.Detections).Distinct().Select(detection => detection.EscapeMarkup())),
                new Markup(report.IsMet ? "[green]yes[/]" : "[red]NO[/]")
            );
        }

        return table;
    }

    private static string Attached(RehearsalReport report) =>
        report.GuardrailTargets.Count == 0 ? "attached nowhere (audit)" : $"attached to {string.Join(", ", report.GuardrailTargets)}";

    private static IRenderable Lines(IEnumerable<string> markup)
    {
        List<IRenderable> lines = [.. markup.Distinct().Select(line => new Markup(line))];
        return lines.Count == 0 ? new Markup("[dim]—[/]") : new Rows(lines);
    }
}
