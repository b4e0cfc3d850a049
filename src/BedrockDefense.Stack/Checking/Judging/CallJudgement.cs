using BedrockDefense.Scp.Documents;
using BedrockDefense.Stack.Checking.Plans;

namespace BedrockDefense.Stack.Checking.Judging;

/// <summary>
/// Judges the calls that a change of a resource makes. A name that nobody else may take is reserved, also where the deploying role may.
/// </summary>
/// <param name="trial">Tries the calls.</param>
/// <param name="stranger">A role that no guardrail exempts.</param>
/// <param name="deployer">The role that deploys; null where no guardrail restricts it, as in the management account.</param>
/// <param name="isAttached">Whether the guardrails are attached already.</param>
internal sealed class CallJudgement(PlannedCallTrial trial, string stranger, string? deployer, bool isAttached)
{
    private static readonly Dictionary<string, string?> NoKeys = [];

    public void Judge(PlannedResource resource, ResourceType type, DeploymentPlace place, ResourceOpinion opinion)
    {
        List<(string Action, PlannedCallOutcome Outcome, bool IsName)> refused = [];
        foreach (var (action, values, isMade) in Calls(resource, type))
        {
            var keys = (type.Keys ?? NoKeys).ToDictionary(
                key => key.Key,
                key => key.Value is { } property && !values.Find(property).IsHidden ? values.Find(property).Text ?? "" : null,
                StringComparer.Ordinal
            );
            foreach (var arns in ArnTemplate.Resolve(type.Arn, values, place))
            {
                var outcome = deployer is null ? PlannedCallOutcome.LetThrough : trial.Try(deployer, action, arns, place.Region, keys);
                var reserved = isMade ? trial.Try(stranger, action, arns, place.Region, keys) : PlannedCallOutcome.LetThrough;
                if (reserved is { Refusal: Refusal.Yes, By: { } by } && !by.Resources.Contains("*"))
                {
                    refused.Add((action, reserved, IsName: true));
                }
                else if (outcome.Refusal != Refusal.No)
                {
                    refused.Add((action, outcome, IsName: false));
                }
            }
        }

        Say(refused, opinion);
    }

    /// <summary>Judges which roles a change hands to a service. That calls no action of its own, but needs iam:PassRole.</summary>
    public void JudgePassing(PlannedResource resource, DeploymentPlace place, ResourceOpinion opinion)
    {
        if (deployer is not null)
        {
            Say(
                PassedRoles
                    .Of(resource)
                    .Select(arn =>
                        (PassedRoles.Action, trial.Try(deployer, PassedRoles.Action, [arn], place.Region, NoKeys), IsName: false)
                    )
                    .Where(one => one.Item2.Refusal != Refusal.No),
                opinion
            );
        }
    }

    private static IEnumerable<(string Action, PlannedValues Values, bool IsMade)> Calls(PlannedResource resource, ResourceType type) =>
        [
            .. resource.Action.HasFlag(PlannedAction.Delete) ? (type.Delete ?? []).Select(action => (action, resource.Before, false)) : [],
            .. resource.Action.HasFlag(PlannedAction.Create)
                ? (type.Create ?? []).Select(action => (action, resource.After, IsOfNewName(action)))
                : [],
            .. resource.Action == PlannedAction.Update
                ? type.ActionsOfUpdate(resource).Select(action => (action, resource.Before, false))
                : [],
        ];

    // Other calls of a creation add to a resource that stands already, such as a policy to a role.
    private static bool IsOfNewName(string action) => action.Split(':')[1].StartsWith("Create", StringComparison.Ordinal);

    private void Say(IEnumerable<(string Action, PlannedCallOutcome Outcome, bool IsName)> refused, ResourceOpinion opinion)
    {
        var verb = isAttached ? "is" : "would, once they are attached, be";
        foreach (var same in refused.GroupBy(one => (one.Outcome.Refusal, one.Outcome.By, one.IsName)))
        {
            var by = same.Key.By!;
            var actions = string.Join(", ", same.Select(one => one.Action).Distinct(StringComparer.Ordinal));
            var sentence = SidText.ToSentence(by.Statement.Sid!).TrimEnd('.');
            if (same.Key.Refusal == Refusal.Unknown)
            {
                opinion.DoNotKnow(
                    $"the plan does not show whether the guardrail {by.Guardrail} refuses {actions}: it does if the resource, or the "
                        + $"alias of the key, is one that it protects ({sentence})"
                );
            }
            else if (same.Key.IsName)
            {
                opinion.Find(
                    PlanRule.ReservedName,
                    $"takes a name that the guardrail {by.Guardrail} reserves ({sentence}): choose another"
                );
            }
            else
            {
                opinion.Find(PlanRule.Refused, $"{actions} {verb} refused by the guardrail {by.Guardrail} ({sentence})");
            }
        }
    }
}
