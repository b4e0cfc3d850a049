using System.Text.Json.Nodes;
using BedrockDefense.Infra.Settings;
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
    public MemberForwarders(Detections detections, CentralBus bus, DefenseSettings settings, OrganizationFacts organization)
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
            TemplateBody = Documents.Fill(
                "templates/member-forwarder.json",
                ("busArn", bus.Arn),
                ("forwarderName", Names.Forwarder),
                ("state", RuleState.For(detections.Forwarded.NeedsAllManagementEvents)))
                .Apply(template => WithPattern(template, detections.Forwarded.Json)),
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
            Regions = settings.Regions.Select(region => region.Code).ToArray(),
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

    // CloudFormation takes the pattern as an object, so it is no text that a placeholder could carry.
    private static string WithPattern(string template, string pattern)
    {
        var document = JsonNode.Parse(template)!;
        document["Resources"]!["ForwarderRule"]!["Properties"]!["EventPattern"] = JsonNode.Parse(pattern);
        return document.ToJsonString(JsonText.Options);
    }
}
