using System.Globalization;
using BedrockDefense.Live.Proving;
using Spectre.Console;

namespace BedrockDefense.Cli.Output;

/// <summary>Shows a proof to a person: what it is going to do, and what it predicted and observed.</summary>
internal static class ProofOutput
{
    // An alert is a page of JSON; proof.json has it whole.
    private const int MostCharacters = 400;

    /// <summary>Writes what a run is going to do, on standard error.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="queue">The queue that gets the alerts; null when one is created.</param>
    public static void WritePlan(ProofPlan plan, string? queue)
    {
        ConsoleOutput.WriteRemark(
            $"In account {plan.Request.Account}, {plan.Region}, as {VisibleText.Of(plan.Request.Role)}, these calls will be made:"
        );
        foreach (var call in plan.Calls.GroupBy(call => call))
        {
            ConsoleOutput.WriteRemark($"  {call.Key}{(call.Count() == 1 ? "" : $" ({call.Count()} times)")}");
        }

        ConsoleOutput.WriteRemark(
            plan.Changed.Count == 0
                ? "They change nothing."
                : "If nothing refuses them, they change these for a while, until they are put back:"
        );
        foreach (var state in plan.Changed)
        {
            ConsoleOutput.WriteRemark($"  {state}");
        }

        ConsoleOutput.WriteRemark(
            queue is null
                ? $"A queue of account {plan.TopicAccount} will be subscribed to {plan.TopicArn} and removed afterwards."
                : $"Alerts will be read from {VisibleText.Of(queue)}."
        );
        ConsoleOutput.WriteRemark("People will be alerted as in an attack.");
    }

    /// <summary>Writes what was predicted and observed.</summary>
    public static void WriteTable(ProofReport report, string journal)
    {
        var console = ConsoleOutput.Answers();
        foreach (var scenario in report.Scenarios)
        {
            console.MarkupLineInterpolated($"[bold]{scenario.Id}:[/] {scenario.Title}");
            console.WriteTable(Table(scenario));
            console.WriteLine();
        }

        if (report.Made.SelectMany(call => call.Observed!.Alerts).FirstOrDefault() is { } alert)
        {
            console.Write(
                new Panel(new Text(Excerpt(alert.Text)))
                    .Header($" the alert of {VisibleText.Of(alert.Detection).EscapeMarkup()} as delivered ")
                    .RoundedBorder()
            );
        }

        foreach (var difference in report.Differences)
        {
            console.MarkupLineInterpolated($"[red]DIFFERENT  {VisibleText.Of(difference)}[/]");
        }

        foreach (var sentence in report.Unseen)
        {
            console.MarkupLineInterpolated($"[yellow]UNSEEN  {VisibleText.Of(sentence)}[/]");
        }

        ConsoleOutput.WriteLine($"Canary before the first call: {VisibleText.Of(report.Canary ?? "could not be read")}.");
        ConsoleOutput.WriteLine($"{ProofText.Summary(report)} ({report.Run}).");
        WritePutBack(report.PutBack, report.Left, journal);
    }

    /// <summary>Writes what was put back, and what was not.</summary>
    public static void WritePutBack(IReadOnlyList<string> done, IReadOnlyList<string> left, string journal)
    {
        foreach (var sentence in done.Distinct())
        {
            ConsoleOutput.WriteLine($"Put back: {VisibleText.Of(sentence)}.");
        }

        foreach (var sentence in left)
        {
            ConsoleOutput.WriteLine($"LEFT  {VisibleText.Of(sentence)}");
        }

        ConsoleOutput.WriteLine(
            left.Count == 0
                ? "Nothing is left: everything was read again."
                : $"{journal} keeps what is left; run prove --clean-up when the reason is gone."
        );
    }

    private static Table Table(ProvenScenario scenario)
    {
        var table = new Table().SimpleBorder().AddColumns("", "Step", "Predicted", "Observed");
        foreach (var (step, index) in scenario.Steps.Select((step, index) => (step, index)))
        {
            table.AddRow(
                new Text($"{index + 1}"),
                new Markup($"[bold]{step.Name.EscapeMarkup()}[/]"),
                Cell(step.Predicted),
                Cell(step.Observed)
            );
            foreach (var call in step.Calls)
            {
                table.AddRow(
                    new Text(""),
                    new Text(call.Predicted.Action),
                    Cell([.. ProofText.Predicted(call.Predicted)]),
                    call.Observed is { } observed
                        ? new Markup(
                            string.Join('\n', ProofText.Observed(observed).Select(line => Excerpt(line).EscapeMarkup())),
                            new Style(call.Differences.Count > 0 ? Color.Red : Color.Green)
                        )
                        : new Markup($"[dim]not made: {VisibleText.Of(call.NotMade!).EscapeMarkup()}[/]")
                );
            }
        }

        return table;
    }

    private static Text Cell(params string?[] lines) => new(string.Join('\n', lines.Select(line => VisibleText.Of(line ?? ""))));

    private static string Excerpt(string text)
    {
        var shown = VisibleText.Of(text);
        return shown.Length <= MostCharacters ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown[..MostCharacters]}…");
    }
}
