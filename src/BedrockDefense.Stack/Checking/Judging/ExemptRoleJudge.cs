using System.IO.Enumeration;
using BedrockDefense.Infra.Asking;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Checking.Plans;

namespace BedrockDefense.Stack.Checking.Judging;

/// <summary>Judges whom a role trusts that the guardrails exempt. Whoever it trusts can change the logging.</summary>
internal sealed class ExemptRoleJudge(DefenseSettings settings)
{
    private const string RoleType = "aws_iam_role";
    private const string TrustPolicy = "assume_role_policy";

    private readonly IReadOnlyList<string> _exempt = ExemptRolePatterns.Of(settings);

    public void Judge(PlannedResource resource, ResourceType type, DeploymentPlace place, ResourceOpinion opinion)
    {
        var isMade = resource.Action.HasFlag(PlannedAction.Create);
        if (
            type.Name != RoleType
            || !(isMade || (resource.Action == PlannedAction.Update && resource.Changed.Contains(TrustPolicy)))
            || !ArnTemplate.Resolve(type.Arn, isMade ? resource.After : resource.Before, place).Any(arns => arns.Any(IsExempt))
        )
        {
            return;
        }

        var policy = resource.After.Find(TrustPolicy);
        if (policy.Text is not { } text)
        {
            opinion.DoNotKnow("a guardrail exempts the role, and whom it trusts is known only when it is applied");
        }
        else if (RoleTrust.Read(text, place.Account ?? ArnHole.Fill(ArnHole.Account)) is { IsWide: true } trust)
        {
            if (place.Account is null)
            {
                opinion.DoNotKnow("a guardrail exempts the role, and whom it trusts can be judged only with --account");
                return;
            }

            opinion.Find(
                PlanRule.ExemptRoleOpened,
                $"lets more take on a role that no guardrail stops: it trusts {trust.Description}; such a role may trust {RoleTrust.Narrow}"
            );
        }
    }

    private bool IsExempt(string arn) =>
        !arn.AsSpan().ContainsAny(ArnHole.Name, ArnHole.Path)
        && _exempt.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, ArnHole.Fill(arn), ignoreCase: false));
}
