using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.CloudFormation.Inputs;
using CloudFormation = Pulumi.Aws.CloudFormation;

namespace BedrockDefense.Infra.Response;

/// <summary>
/// Gives every member account model invocation logging and its restorer: a stack set for the delivery role, in one
/// Region, and after it one for the rest, in every governed Region. Forwarders are a set of their own, because they
/// also stand where only the global services record their events.
/// </summary>
internal sealed class MemberResponse : ComponentResource
{
    public MemberResponse(DefenseSettings settings, OrganizationFacts organization)
        : base("bedrock-defense:response:MemberResponse", "member-response")
    {
        var (roles, rolesDeployed) = Deploy(
            Names.Roles, "The role with which Bedrock writes model invocations.", MemberTemplates.Roles(settings), [settings.HomeRegion.Code], organization, after: null);
        Deploy(
            Names.Restorer, "Establishes and restores Bedrock's model invocation logging.", MemberTemplates.Restorer(settings),
            [.. settings.Regions.Select(region => region.Code)], organization, (roles, rolesDeployed));
        RegisterOutputs();
    }

    private (CloudFormation.StackSet Set, Resource Deployed) Deploy(
        string name, string description, string template, string[] regions, OrganizationFacts organization, (CloudFormation.StackSet Set, Resource Deployed)? after)
    {
        var set = new CloudFormation.StackSet(name, new()
        {
            Name = name,
            Description = description,
            PermissionModel = "SERVICE_MANAGED",
            CallAs = "SELF",
            Capabilities = { "CAPABILITY_NAMED_IAM" },
            AutoDeployment = new StackSetAutoDeploymentArgs
            {
                Enabled = true,
                // What an account that leaves keeps is its log group, by the template's own policy.
                RetainStacksOnAccountRemoval = false,
                // A new account gets the role before what passes it.
                DependsOnStackSets = after is { } first ? [first.Set.Arn] : [],
            },
            ManagedExecution = new StackSetManagedExecutionArgs { Active = true },
            OperationPreferences = new StackSetOperationPreferencesArgs
            {
                FailureTolerancePercentage = 100,
                MaxConcurrentPercentage = 100,
                RegionConcurrencyType = "PARALLEL",
            },
            TemplateBody = template,
        }, new()
        {
            Parent = this,
            DependsOn = after is { } earlier ? [earlier.Deployed] : [],
            // AWS fills it in for self-managed sets only, and the provider would see a difference for ever.
            IgnoreChanges = { "administrationRoleArn" },
        });
        var instances = new CloudFormation.StackInstances(name, new()
        {
            StackSetName = set.Name,
            CallAs = "SELF",
            Regions = regions,
            DeploymentTargets = new StackInstancesDeploymentTargetsArgs { OrganizationalUnitIds = { organization.RootId } },
            OperationPreferences = new StackInstancesOperationPreferencesArgs
            {
                ConcurrencyMode = "SOFT_FAILURE_TOLERANCE",
                FailureTolerancePercentage = 100,
                MaxConcurrentPercentage = 100,
                RegionConcurrencyType = "PARALLEL",
            },
        }, new() { Parent = this });
        return (set, instances);
    }
}
