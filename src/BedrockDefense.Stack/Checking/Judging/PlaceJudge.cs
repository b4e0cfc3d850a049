using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Checking.Plans;

namespace BedrockDefense.Stack.Checking.Judging;

/// <summary>Judges where resources of Bedrock are deployed to, and what becomes of the bus that the defense hears by.</summary>
internal sealed class PlaceJudge(DefenseSettings settings)
{
    private const string BusType = "aws_cloudwatch_event_bus";

    public void Judge(PlannedResource resource, DeploymentPlace place, ResourceOpinion opinion)
    {
        if (resource.Action == PlannedAction.Delete)
        {
            return;
        }

        if (ResourceTypes.IsOfBedrock(resource.Type))
        {
            JudgePlace(place, opinion);
        }

        if (ResourceTypes.Find(resource.Type)?.Name == BusType && !settings.AllowDefaultBusChanges)
        {
            JudgeBus(resource, opinion);
        }
    }

    private void JudgePlace(DeploymentPlace place, ResourceOpinion opinion)
    {
        if (place.Region is null)
        {
            opinion.DoNotKnow("it uses Bedrock, and neither the plan nor --region says in which Region");
        }
        else if (settings.Regions.All(region => region.Code != place.Region))
        {
            opinion.Find(
                PlanRule.OutsideCoverage,
                $"uses Bedrock in {place.Region}, which is not governed: invocations there are not logged by the defense"
            );
        }

        if (place.Account is { } account && (account == settings.ManagementAccountId || settings.GuardrailExclusions.Contains(account)))
        {
            opinion.Find(
                PlanRule.OutsideCoverage,
                $"uses Bedrock in the account {account}, which the guardrails do not restrict: "
                    + (account == settings.ManagementAccountId ? "it is the management account" : "the settings exclude it")
            );
        }
    }

    private static void JudgeBus(PlannedResource resource, ResourceOpinion opinion)
    {
        var name = resource.After.Find("name").Text ?? resource.Before.Find("name").Text;
        var key = resource.After.Find("kms_key_identifier");
        if (
            name == "default"
            && (key.IsHidden || key.Text is { Length: > 0 })
            && resource.After.Differs(resource.Before, "kms_key_identifier")
        )
        {
            opinion.Find(
                PlanRule.DefaultBusKey,
                "gives the default event bus a key of your own: whoever disables that key blinds the defense in this account and Region"
            );
        }
    }
}
