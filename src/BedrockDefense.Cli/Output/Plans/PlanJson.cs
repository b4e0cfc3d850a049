using BedrockDefense.Stack.Checking;

namespace BedrockDefense.Cli.Output.Plans;

/// <summary>Writes what is wrong with a plan for programs.</summary>
internal static class PlanJson
{
    public static void Write(PlanVerdict verdict) =>
        ConsoleOutput.WriteJson(
            new
            {
                verdict.Tool,
                findings = verdict.Findings.Select(finding => new
                {
                    rule = PlanRuleText.Id(finding.Rule),
                    address = VisibleText.Of(finding.Address),
                    text = VisibleText.Of(finding.Text),
                }),
                notJudged = verdict.NotJudged.Select(part => new
                {
                    address = VisibleText.Of(part.Address),
                    reason = VisibleText.Of(part.Reason),
                }),
                verdict.Judged,
                verdict.Unconcerned,
                verdict.Untouched,
                facts = verdict.Facts.Select(fact => VisibleText.Of(fact)),
            }
        );
}
