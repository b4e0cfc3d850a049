using System.Text.Json;
using BedrockDefense.Stack.Checking;

namespace BedrockDefense.Cli.Output.Plans;

/// <summary>The ids and titles of what can be wrong with a plan.</summary>
internal static class PlanRuleText
{
    /// <summary>Returns the id, such as <c>logging-removed</c>.</summary>
    public static string Id(PlanRule rule) => JsonNamingPolicy.KebabCaseLower.ConvertName($"{rule}");

    /// <summary>Returns what a finding of this kind says, in a sentence.</summary>
    public static string Title(PlanRule rule) =>
        rule switch
        {
            PlanRule.LoggingRemoved => "The configuration of model invocation logging is deleted.",
            PlanRule.LoggingWeakened => "Model invocation logging loses a destination or a kind of data.",
            PlanRule.ExemptRoleOpened => "A role that no guardrail stops trusts more than it should.",
            PlanRule.ReservedName => "A resource takes a name that the defense keeps for itself.",
            PlanRule.DefaultBusKey => "The default event bus gets a key that can blind the defense.",
            PlanRule.OutsideCoverage => "Models are used where the defense does not look.",
            _ => "A guardrail refuses a call, so that the deployment fails.",
        };

    /// <summary>Returns how much was looked at, and how it ended, in a sentence.</summary>
    public static string Summary(PlanVerdict verdict)
    {
        var found =
            verdict.Findings.Count > 0 ? $"{verdict.Findings.Count} found"
            : verdict.NotJudged.Count > 0 ? "nothing found as far as it could be judged"
            : "nothing found";
        return $"{verdict.Tool} plan: {found}. Changed resources: {verdict.Judged} of types that are judged, {verdict.Unconcerned} of "
            + $"types that no guardrail is about; {verdict.Untouched} stay as they are.";
    }
}
