using BedrockDefense.Cli.Output.Markdown;
using BedrockDefense.Cli.Reporting.Model;

namespace BedrockDefense.Cli.Reporting;

/// <summary>Writes a report in Markdown, for a ticket or a pull request. It has no pictures and no sources.</summary>
internal sealed class ReportMarkdown : IDisposable
{
    // A comment of GitHub has at most 65,536 characters.
    private const int MostRows = 100;

    private readonly StringWriter _output = new() { NewLine = "\n" };

    /// <summary>Writes the report.</summary>
    public static string Of(Report report)
    {
        using var markdown = new ReportMarkdown();
        markdown.Write(report);
        return markdown._output.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _output.Dispose();

    private void Write(Report report)
    {
        _output.WriteLine($"<!-- {ReportFile.Mark} -->");
        _output.WriteLine($"# {Text(report.Title)}");
        _output.WriteLine();
        _output.WriteLine($"{Text(report.Subject)}; {Text(report.Made)}");
        _output.WriteLine();
        List(report.Headlines.Select(one => $"**{Text(one.Figure)}** {Text(one.Label)}"));
        Section("Not shown", report.Gaps, List);
        if (report.Rehearsal is { } rehearsal)
        {
            Heading("The attack, rehearsed");
            Paragraph($"{rehearsal.Title}. {rehearsal.Attacker}");
            Table(
                ["Step", "Result", "Remark"],
                rehearsal.Steps.Select(step =>
                    (string[])[$"{step.Number}. {step.Name}", string.Join(", ", step.Marks.Select(mark => mark.Text)), step.Remark ?? ""]
                )
            );
            Heading("Every rehearsed attack");
            Table(
                ["Attack", "Result", "Calls prevented", "Detected by"],
                rehearsal.Scenarios.Select(row =>
                    (string[])
                        [
                            row.Id,
                            string.Join(" ", row.Unmet.Prepend(row.Verdict.Text)),
                            row.Prevented,
                            string.Join(", ", row.Detections.Select(one => one.Text)),
                        ]
                )
            );
        }

        foreach (var matrix in new[] { report.Techniques, report.AtlasTechniques }.OfType<TechniquesPart>())
        {
            Heading($"{matrix.Matrix}, as rehearsed");
            Table(
                ["Technique", "Tactics", "Outcome"],
                matrix
                    .Tactics.SelectMany(tactic => tactic.Techniques.Select(technique => (Tactic: tactic.Name, Technique: technique)))
                    .GroupBy(one => one.Technique.Id)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group =>
                        (string[])
                            [
                                $"{group.Key} {group.First().Technique.Name}",
                                string.Join(", ", group.Select(one => one.Tactic)),
                                group.First().Technique.Outcome.Text,
                            ]
                    )
            );
        }

        if (report.Organization is { } organization)
        {
            Heading("The organization");
            Paragraph(organization.Basis);
            List(organization.Counts.Select(count => Text(count.Text)));
        }

        if (report.Verification is { } verification)
        {
            Heading("What stands in AWS");
            Paragraph(verification.Summary);
            Table(
                ["Kind", "What and where", "Declared and found", "Mend with"],
                verification.Rows.Select(row =>
                    (string[])[row.Kind, $"{row.Title} {row.Also}".TrimEnd(), string.Join("; ", row.Details), row.Remedy]
                )
            );
            Section("Not checked", verification.NotChecked, List);
        }

        if (report.Investigation is { } investigation)
        {
            Heading("The investigation");
            Table(
                ["Link", "Access key", "Event", "Note"],
                investigation.Chain.Select(row => (string[])[row.Kind, row.Key, row.What, row.Note])
            );
            Table(
                ["Blind window", "From", "To", "Invocations inside"],
                investigation.Windows.Select(row => (string[])[row.Place, row.From, row.To, string.Join("; ", row.Invocations)])
            );
            Table(
                ["Time", "Entry", "Rule", "Call"],
                investigation.Entries.Select(row => (string[])[row.Time, row.Kind, row.Rule?.Text ?? "", row.Call])
            );
            Table(
                ["New", "To the", "Principal", "Calls"],
                investigation.Novelties.Select(row => (string[])[$"{row.Kind} {row.Value}", row.NewTo, row.Principal, row.Calls])
            );
        }

        if (report.Findings is { } findings)
        {
            Heading("What the hunt found");
            Paragraph($"{findings.Count} findings {findings.Span}");
            Table(["Level", "Rule", "Findings"], findings.Groups.Select(group => (string[])[group.Level, group.Rule.Text, group.Count]));
        }

        if (report.Policies is { } policies)
        {
            Heading("The guardrails and their limits");
            Paragraph(policies.Attached);
            Table(["Policy", "Size"], policies.Policies.Select(policy => (string[])[policy.Name, policy.Size]));
        }

        if (report.Costs is { } costs)
        {
            Heading("What it costs in a month");
            Paragraph($"${costs.Total}: {costs.Basis}");
            Table(["What AWS bills", "US dollars"], costs.Bars.Select(bar => (string[])[bar.What, bar.Dollars]));
        }
    }

    private void Section<T>(string title, IReadOnlyList<T> items, Action<IEnumerable<T>> write)
    {
        if (items.Count > 0)
        {
            Heading(title);
            write(items);
        }
    }

    private void Heading(string title)
    {
        _output.WriteLine();
        _output.WriteLine($"## {title}");
        _output.WriteLine();
    }

    private void Paragraph(string text)
    {
        _output.WriteLine(Text(text.TrimEnd()));
        _output.WriteLine();
    }

    private void List(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            _output.WriteLine($"- {line}");
        }
    }

    private void Table(IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        MarkdownTable.Write(_output, columns, all.Take(MostRows).Select(row => row.Select(cell => new MarkdownCell(cell))));
        _output.WriteLine();
        if (all.Count > MostRows)
        {
            Paragraph($"{all.Count - MostRows} more rows are not shown here; the page has them.");
        }
    }

    private static string Text(string text) => MarkdownText.Of(text);
}
