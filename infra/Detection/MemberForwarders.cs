using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using Pulumi;
using Pulumi.Aws.CloudFormation.Inputs;
using CloudFormation = Pulumi.Aws.CloudFormation;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// Forwards every member account's events to the central bus from every governed Region: a service-managed StackSet
/// with auto-deployment, so that accounts which join later are covered without another <c>pulumi up</c>.
/// </summary>
internal sealed class MemberForwarders : ComponentResource
{
    public MemberForwarders(Detections detections, CentralBus bus, OrganizationFacts organization)
        : base("bedrock-defense:detection:MemberForwarders", "member-forwarders")
    {
        var stackSet = new CloudFormation.StackSet(Names.Forwarder, new()
        {
            Name = Names.Forwarder,
            Description = "Forwards Bedrock logging events of every member account to the central bus.",
            PermissionModel = "SERVICE_MANAGED",
            CallAs = "SELF",
            Capabilities = { "CAPABILITY_NAMED_IAM" },
            // An account that leaves the organization must not keep a role that trusts nobody any more.
            AutoDeployment = new StackSetAutoDeploymentArgs { Enabled = true, RetainStacksOnAccountRemoval = false },
            ManagedExecution = new StackSetManagedExecutionArgs { Active = true },
            OperationPreferences = new StackSetOperationPreferencesArgs
            {
                FailureTolerancePercentage = 100,
                MaxConcurrentPercentage = 100,
                RegionConcurrencyType = "PARALLEL",
            },
            TemplateBody = bus.Arn.Apply(busArn => Template(busArn, detections.Forwarded)),
        }, new()
        {
            Parent = this,
            DependsOn = { bus.Policy },
            // AWS fills it in for self-managed sets only, and the provider would see a difference for ever.
            IgnoreChanges = { "administrationRoleArn" },
        });
        _ = new CloudFormation.StackInstances(Names.Forwarder, new()
        {
            StackSetName = stackSet.Name,
            CallAs = "SELF",
            Regions = detections.ForwardedRegions.Select(region => region.Code).ToArray(),
            DeploymentTargets = new StackInstancesDeploymentTargetsArgs { OrganizationalUnitIds = { organization.RootId } },
            OperationPreferences = new StackInstancesOperationPreferencesArgs
            {
                ConcurrencyMode = "SOFT_FAILURE_TOLERANCE",
                FailureTolerancePercentage = 100,
                MaxConcurrentPercentage = 100,
                RegionConcurrencyType = "PARALLEL",
            },
        }, new() { Parent = this });
        RegisterOutputs();
    }

    private static string Template(string busArn, IReadOnlyList<ForwardedEvents> patterns)
    {
        var template = JsonNode.Parse(PolicyTemplate.Load("templates/member-forwarder.json").Fill(new PolicyTemplateValues
        {
            { "busArn", busArn },
            { "forwarderName", Names.Forwarder },
        }))!;
        foreach (var (pattern, number) in patterns.Select((pattern, index) => (pattern, index + 1)))
        {
            AddRule(template["Resources"]!.AsObject(), busArn, pattern, number);
        }

        return template.ToJsonString(JsonText.Options);
    }

    // Logical ids are names of properties, which no placeholder can carry; the number is added to them here.
    private static void AddRule(JsonObject resources, string busArn, ForwardedEvents pattern, int number)
    {
        var rule = JsonNode.Parse(PolicyTemplate.Load("templates/member-forwarder-rule.json").Fill(new PolicyTemplateValues
        {
            { "busArn", busArn },
            { "ruleName", Names.ForwarderRule(number) },
            { "state", pattern.State },
        }))!;

        // CloudFormation takes the pattern as an object, so it is no text that a placeholder could carry either.
        rule["Properties"]!["EventPattern"] = JsonNode.Parse(pattern.Json);
        resources[$"ForwarderRule{number}"] = rule;
    }
}
