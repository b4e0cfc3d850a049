using BedrockDefense.Stack.Checking;
using Spectre.Console;

namespace BedrockDefense.Cli.Output.Plans;

/// <summary>Shows what is wrong with a plan as a list, in which addresses stay whole.</summary>
internal static class PlanList
{
    public static void Write(IAnsiConsole console, PlanVerdict verdict)
    {
        foreach (var alike in verdict.Findings.GroupBy(finding => finding.Rule))
        {
            console.Write(new Text(PlanRuleText.Id(alike.Key), new Style(Color.Red, decoration: Decoration.Bold)));
            console.WriteLine();
            foreach (var finding in alike)
            {
                WriteOne(finding.Address, finding.Text);
            }

            console.WriteLine();
        }

        if (verdict.NotJudged.Count > 0)
        {
            console.Write(new Text("NOT judged", new Style(Color.Yellow, decoration: Decoration.Bold)));
            console.WriteLine();
            foreach (var part in verdict.NotJudged)
            {
                WriteOne(part.Address, part.Reason);
            }

            console.WriteLine();
        }

        ConsoleOutput.WriteLine(PlanRuleText.Summary(verdict));
        foreach (var fact in verdict.Facts)
        {
            ConsoleOutput.WriteLine(VisibleText.Of(fact));
        }
    }

    private static void WriteOne(string address, string text)
    {
        ConsoleOutput.WriteLine($"  {VisibleText.Of(address)}", indent: 2);
        ConsoleOutput.WriteLine($"    {VisibleText.Of(text)}", indent: 4);
    }
}
