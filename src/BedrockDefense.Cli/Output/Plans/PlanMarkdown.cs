using BedrockDefense.Cli.Output.Markdown;
using BedrockDefense.Stack.Checking;

namespace BedrockDefense.Cli.Output.Plans;

/// <summary>Writes what is wrong with a plan in Markdown, for the comment of a pull request.</summary>
internal static class PlanMarkdown
{
    public static void Write(TextWriter output, PlanVerdict verdict)
    {
        output.WriteLine($"**{MarkdownText.Of(PlanRuleText.Summary(verdict))}**");
        if (verdict.Findings.Count > 0)
        {
            output.WriteLine();
            MarkdownTable.Write(output, ["Found", "Resource", "What"], verdict.Findings.Select(Row));
        }

        if (verdict.NotJudged.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Not judged:");
            output.WriteLine();
            foreach (var part in verdict.NotJudged)
            {
                output.WriteLine($"- {MarkdownText.Of(part.Address)}: {MarkdownText.Of(part.Reason)}");
            }
        }

        output.WriteLine();
        foreach (var fact in verdict.Facts)
        {
            output.WriteLine($"- {MarkdownText.Of(fact)}");
        }
    }

    private static MarkdownCell[] Row(PlanFinding finding) =>
        [new(PlanRuleText.Id(finding.Rule), IsBold: true), finding.Address, finding.Text];
}
