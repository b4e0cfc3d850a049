using BedrockDefense.Infra.Prevention;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Stack.Checking.Judging;
using BedrockDefense.Stack.Checking.Plans;
using BedrockDefense.Stack.Comparison;

namespace BedrockDefense.Stack.Checking;

/// <summary>Judges the plans of other programs by what the defense protects, before they are deployed.</summary>
public sealed class PlanCheck
{
    private readonly DefenseSettings _settings;
    private readonly PlanDeployment _deployment;
    private readonly GuardrailTrial _guardrails;
    private readonly HashSet<string> _services;
    private readonly LoggingJudge _logging;
    private readonly ExemptRoleJudge _exemptRoles;
    private readonly PlaceJudge _places;

    /// <summary>Makes a check.</summary>
    /// <param name="settings">The settings of the defense.</param>
    /// <param name="deployment">Who deploys the plan, and where to.</param>
    /// <exception cref="InvalidInputException">The principal has no valid form.</exception>
    public PlanCheck(DefenseSettings settings, PlanDeployment deployment)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(deployment);
        if (deployment.Principal is { } principal)
        {
            // Refuses what is no principal, with the right spelling.
            _ = RequestContext.Create(principal, "sts:GetCallerIdentity");
        }

        (_settings, _deployment) = (settings, deployment);
        _guardrails = new GuardrailTrial(settings);
        _services = _guardrails
            .Statements.SelectMany(statement => statement.Statement.Actions)
            .Select(action => action.Split(':')[0])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        (_logging, _exemptRoles, _places) = (new(settings), new(settings), new(settings));
    }

    /// <summary>Judges a plan.</summary>
    public PlanVerdict Judge(DeploymentPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var account = _deployment.Account ?? AccountOfPrincipal ?? plan.Account;
        var stranger = new ExampleWitnesses(_settings, _settings).StrangerIn(account);
        var isUnrestricted = account is not null && account == _settings.ManagementAccountId;
        var calls = new CallJudgement(
            new PlannedCallTrial(_guardrails),
            stranger,
            isUnrestricted ? null : _deployment.Principal ?? stranger,
            isAttached: !_settings.GuardrailTargets.IsEmpty
        );
        List<PlanFinding> findings = [];
        List<UnjudgedPart> notJudged = [.. plan.Unread];
        var (judged, unknown) = (0, 0);
        foreach (var resource in plan.Resources.Where(resource => resource.IsOfAws))
        {
            var opinion = new ResourceOpinion(resource);
            var place = new DeploymentPlace(_settings.HomeRegion.Partition, account, resource.Region ?? _deployment.Region);
            if (ResourceTypes.Find(resource.Type) is { } type)
            {
                judged++;
                calls.Judge(resource, type, place, opinion);
                _exemptRoles.Judge(resource, type, place, opinion);
                if (type.Name == LoggingJudge.TypeName)
                {
                    _logging.Judge(resource, opinion);
                }
            }
            else if (ResourceTypes.MayCall(resource.Type, _services))
            {
                unknown++;
                opinion.DoNotKnow($"resources of the type {resource.Type} are not judged, and guardrails are about that service");
            }

            calls.JudgePassing(resource, place, opinion);
            if (ResourceTypes.MakesOthers(resource.Type))
            {
                opinion.DoNotKnow("it makes or removes resources that the plan does not list");
            }

            _places.Judge(resource, place, opinion);
            findings.AddRange(opinion.Findings);
            notJudged.AddRange(opinion.NotJudged);
        }

        return new PlanVerdict(
            plan.Tool,
            [.. findings.Distinct().OrderBy(finding => finding.Rule)],
            [.. notJudged.Distinct()],
            [.. Facts(account, isUnrestricted)]
        )
        {
            Judged = judged,
            Unconcerned = plan.Resources.Count - judged - unknown,
            Untouched = plan.Untouched,
        };
    }

    private string? AccountOfPrincipal => _deployment.Principal?.Split(':')[4];

    private IEnumerable<string> Facts(string? account, bool isUnrestricted)
    {
        yield return isUnrestricted ? $"The account {account} is the management account, which no guardrail restricts."
        : _deployment.Principal is { } principal ? $"The deploying role is {principal}."
        : "The deploying role is taken for one that no guardrail exempts; --principal names it.";
        if (account is null)
        {
            yield return "Neither the plan nor --account says which account it deploys to; it is taken for a member account.";
        }

        yield return GuardrailCoverage.Describe(_settings);
    }
}
