using BedrockDefense.Stack.Rehearsal;
using Spectre.Console;

namespace BedrockDefense.Cli.Output;

/// <summary>
/// Shows scenarios in a table. A narrow console gets one line for each; a wide console also shows the attacker and the
/// detections.
/// </summary>
internal static class ScenarioTable
{
    private const int Wide = 100;

    /// <summary>Returns the table for a console of this width.</summary>
    public static Table Of(IEnumerable<RehearsalReport> reports, int width)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Scenario", "As expected", "What happened");
        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap();
        foreach (var report in reports)
        {
            table.AddRow(
                new Text(report.Scenario),
                new Markup(report.IsMet ? "[green]yes[/]" : "[red]NO[/]"),
                new Rows((width < Wide ? Happened(report).Take(1) : Happened(report)).Select(line => new Markup(line)))
            );
        }

        return table;
    }

    /// <summary>Returns the targets to which the guardrails were attached.</summary>
    public static string Attached(RehearsalReport report) =>
        report.GuardrailTargets.Count == 0 ? "attached nowhere (audit)" : $"attached to {string.Join(", ", report.GuardrailTargets)}";

    /// <summary>
    /// Returns the name of a principal without its account. For a single sign-on role it also omits the path, which is the
    /// same for all such roles and longer than the name.
    /// </summary>
    public static string Name(string principal)
    {
        var resource = principal.Split(':', 6)[5];
        return resource.StartsWith("role/aws-reserved/", StringComparison.Ordinal) ? resource[(resource.LastIndexOf('/') + 1)..] : resource;
    }

    private static IEnumerable<string> Happened(RehearsalReport report)
    {
        var calls = report.Steps.SelectMany(step => step.Calls).ToList();
        yield return $"{calls.Count(call => call.PreventedBy is not null)} of {calls.Count} calls prevented"
            + $"{(calls.Exists(call => call.RestoredBy is not null) ? ", [green]restored[/]" : "")}";
        yield return $"[dim]by {Name(report.Principal).EscapeMarkup()}, guardrails {Attached(report).EscapeMarkup()}[/]";
        if (calls.SelectMany(call => call.Detections).Distinct().ToList() is [_, ..] detections)
        {
            yield return $"detected by {string.Join(", ", detections).EscapeMarkup()}";
        }
    }
}
