using System.Globalization;
using System.Text;
using BedrockDefense.Live.Proving;

namespace BedrockDefense.Cli.Output;

/// <summary>Writes a proof as a Markdown page for an auditor.</summary>
internal static class ProofPage
{
    /// <summary>Writes the page.</summary>
    public static string Of(ProofReport report)
    {
        var page = new StringBuilder();
        Line($"# Proof in account {report.Account}, {report.Region}");
        Line("");
        Line($"- Attacking role: {Code(report.Role)}");
        Line($"- Run: {Code(report.Run)}, from {Time(report.Start)} to {Time(report.End)}");
        Line($"- Guardrails: {Text(report.Coverage)}");
        Line($"- Canary before the first call: {Text(report.Canary ?? "could not be read")}");
        Line($"- Result: {ProofText.Summary(report)}");
        Section("Differences", [.. report.Differences]);
        Section("Not observed", report.Unseen);
        Section("Left in AWS", report.Left);
        foreach (var scenario in report.Scenarios)
        {
            Line("");
            Line($"## {Text(scenario.Id)}: {Text(scenario.Title)}");
            Line("");
            Line("| Step | Call | Time | Predicted | Observed | Event ids |");
            Line("|---|---|---|---|---|---|");
            foreach (var (step, index) in scenario.Steps.Select((step, index) => (step, index)))
            {
                if (step.Calls.Count == 0)
                {
                    Line($"| {index + 1}. {Text(step.Name)} | | | {Text(step.Predicted ?? "")} | {Text(step.Observed ?? "")} | |");
                }

                foreach (var call in step.Calls)
                {
                    var observed = call.Observed is { } seen
                        ? string.Join("<br>", ProofText.Observed(seen).Select(Text))
                        : $"not made: {Text(call.NotMade!)}";
                    Line(
                        $"| {index + 1}. {Text(step.Name)} | {Text(call.Predicted.Action)} | "
                            + $"{(call.Observed is { } one ? Time(one.Time) : "")} | "
                            + $"{string.Join("<br>", ProofText.Predicted(call.Predicted).Select(Text))} | {observed} | "
                            + $"{string.Join("<br>", EventIds(call).Select(Text))} |"
                    );
                }
            }
        }

        Section("Put back", report.PutBack);
        Line("");
        Line("## Alerts as delivered");
        foreach (
            var (action, alert) in report.Made.SelectMany(call => call.Observed!.Alerts, (call, alert) => (call.Predicted.Action, alert))
        )
        {
            Line("");
            Line($"### {Text(alert.Detection)} for {Text(action)}");
            Line("");
            foreach (var line in alert.Text.ReplaceLineEndings("\n").Split('\n'))
            {
                Line($"    {VisibleText.Of(line)}");
            }
        }

        return page.ToString();

        void Line(string text) => page.Append(text).Append('\n');

        void Section(string title, IReadOnlyCollection<string> sentences)
        {
            if (sentences.Count == 0)
            {
                return;
            }

            Line("");
            Line($"## {title}");
            Line("");
            foreach (var sentence in sentences)
            {
                Line($"- {Text(sentence)}");
            }
        }
    }

    private static IEnumerable<string> EventIds(ProvenCall call) =>
        (call.Observed?.Alerts ?? []).Select(alert => alert.EventId).Where(id => id.Length > 0).Distinct();

    private static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Code(string text) => $"`{VisibleText.Of(text).Replace('`', '\'')}`";

    // AWS's messages repeat what a caller wrote. It must be no mark-up, and no cell of its own.
    private static string Text(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in VisibleText.Of(text))
        {
            escaped.Append(
                letter switch
                {
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '&' => "&amp;",
                    '\n' or '\r' => " ",
                    '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '!' or '~' => $"\\{letter}",
                    _ => $"{letter}",
                }
            );
        }

        return escaped.ToString();
    }
}
