using BedrockDefense.Cli.Output.Differences;
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
            output.WriteLine("| Found | Resource | What |");
            output.WriteLine("|---|---|---|");
            foreach (var finding in verdict.Findings)
            {
                output.WriteLine(
                    $"| **{PlanRuleText.Id(finding.Rule)}** | {MarkdownText.Of(finding.Address)} | {MarkdownText.Of(finding.Text)} |"
                );
            }
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
}
