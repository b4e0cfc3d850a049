using BedrockDefense.Stack.Rehearsal;
using Spectre.Console;

namespace BedrockDefense.Cli.Output;

/// <summary>Shows rehearsals to a person: the attack chain on one screen, all rehearsals, or one step by step.</summary>
internal static class RehearsalTable
{
    /// <summary>
    /// Writes the first rehearsal, the attack chain, in a few lines. Of the others it writes only the expectations that were
    /// not met.
    /// </summary>
    public static void WriteChain(IAnsiConsole console, IReadOnlyList<RehearsalReport> reports)
    {
        var chain = reports[0];
        WriteHeading(console, chain);
        console.WriteLine();
        console.WriteTable(StepTable.Brief(chain));
        console.WriteLine();
        WriteUnmet(console, chain);
        WriteUnmetOthers(console, reports);
        var asExpected = reports.Count(report => report.IsMet);
        var many = asExpected == reports.Count ? $"All {reports.Count}" : $"{asExpected} of {reports.Count}";
        console.MarkupLineInterpolated($"{many} scenarios went as expected; --all lists them, --scenario ID shows one.");
    }

    /// <summary>Writes the first rehearsal in full, and the others in a table.</summary>
    public static void WriteAll(IAnsiConsole console, IReadOnlyList<RehearsalReport> reports)
    {
        WriteInFull(console, reports[0]);
        console.MarkupLine("[bold]The other scenarios[/] (--scenario ID shows one in full)");
        console.WriteTable(ScenarioTable.Of(reports.Skip(1), console.Profile.Width));
        WriteUnmetOthers(console, reports);
    }

    /// <summary>Writes one rehearsal step by step, with the coverage of the guardrails and an alert.</summary>
    public static void WriteInFull(IAnsiConsole console, RehearsalReport report)
    {
        WriteHeading(console, report);
        console.Write(new Padder(new Text(report.Coverage), new Padding(14, 0, 0, 0)));
        console.WriteLine();
        console.WriteTable(StepTable.CreateFull(report));
        WriteFirstMessage(console, report);
        if (report.IsMet)
        {
            console.MarkupLine("[green]As expected in every step.[/]");
        }

        WriteUnmet(console, report);
        console.WriteLine();
    }

    private static void WriteHeading(IAnsiConsole console, RehearsalReport report)
    {
        console.MarkupLineInterpolated($"[bold]{report.Scenario}:[/] {report.Title}");
        var table = new Table().NoBorder().HideHeaders().AddColumns("", "");
        table.Columns[0].PadRight(2).NoWrap();
        table.Columns[1].PadLeft(0).PadRight(0);
        table.AddRow(new Text("  attacker"), new Text($"{report.Principal}, in {report.Region}"));
        table.AddRow(new Text("  guardrails"), new Text(ScenarioTable.Attached(report)));
        console.WriteTable(table);
    }

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

    private static void WriteUnmetOthers(IAnsiConsole console, IEnumerable<RehearsalReport> reports)
    {
        foreach (var report in reports.Skip(1).Where(report => !report.IsMet))
        {
            console.MarkupLineInterpolated($"[bold]{report.Scenario}[/]");
            WriteUnmet(console, report);
            console.WriteLine();
        }
    }

    private static void WriteUnmet(IAnsiConsole console, RehearsalReport report)
    {
        foreach (var (step, index) in report.Steps.Select((step, index) => (step, index)))
        {
            foreach (var unmet in step.Unmet)
            {
                console.MarkupLineInterpolated($"[red]Step {index + 1} ({step.Name}): {unmet}[/]");
            }
        }
    }
}
