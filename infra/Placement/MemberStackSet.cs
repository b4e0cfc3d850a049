using System.Collections.Immutable;
using BedrockDefense.Aws;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.CloudFormation.Inputs;
using CloudFormation = Pulumi.Aws.CloudFormation;

namespace BedrockDefense.Infra.Placement;

/// <summary>
/// A template that is deployed to every member account, in some Regions. The service-managed StackSet has auto-deployment, so accounts that
/// join later are covered without another <c>pulumi up</c>.
/// </summary>
internal sealed class MemberStackSet
{
    // The provider waits 30 minutes by default. That is too short: a set holds up to 100,000 stacks (AWS CloudFormation User Guide,
    // "Understand CloudFormation quotas"), and AWS promises no speed. One of these templates takes some three minutes, so 1,000 accounts in
    // 17 Regions, 200 at a time, take more than four hours. An earlier timeout would not end the operation, but only hide its result.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(8);

    private readonly CloudFormation.StackSet _set;
    private readonly CloudFormation.StackInstances _instances;

    /// <summary>Declares the set and its instances.</summary>
    /// <param name="name">The name of the set and of its resources.</param>
    /// <param name="description">The set's purpose.</param>
    /// <param name="template">The template.</param>
    /// <param name="regions">The Regions that the template is deployed to.</param>
    /// <param name="settings">The accounts that the template is deployed to.</param>
    /// <param name="organization">The organization. Its root is the target where the settings name no other.</param>
    /// <param name="parent">The component that the set belongs to.</param>
    /// <param name="dependsOn">The resources that must exist before.</param>
    /// <param name="after">
    /// The sets that each account must have before. They do not depend on the settings: any change of a set's auto-deployment replaces the
    /// set (provider source, stack_set.go), and with it every stack.
    /// </param>
    public MemberStackSet(
        string name,
        string description,
        Input<string> template,
        ImmutableArray<AwsRegion> regions,
        StackSetSettings settings,
        OrganizationFacts organization,
        Resource parent,
        Resource[] dependsOn,
        params MemberStackSet[] after
    )
    {
        (Name, Regions) = (name, regions);
        var autoDeployment = new StackSetAutoDeploymentArgs
        {
            Enabled = true,
            // An account that leaves the organization must not keep a role that trusts nobody any more. It keeps only its logs, by the
            // template's own policy.
            RetainStacksOnAccountRemoval = false,
        };
        if (after.Length > 0)
        {
            autoDeployment.DependsOnStackSets = [.. after.Select(set => set._set.Arn)];
        }

        _set = new CloudFormation.StackSet(
            name,
            new()
            {
                Name = name,
                Description = description,
                PermissionModel = "SERVICE_MANAGED",
                CallAs = "SELF",
                Capabilities = { "CAPABILITY_NAMED_IAM" },
                AutoDeployment = autoDeployment,
                ManagedExecution = new StackSetManagedExecutionArgs { Active = true },
                // A failing account must not keep the stack from the others. The program reads afterwards which accounts failed.
                OperationPreferences = new StackSetOperationPreferencesArgs
                {
                    FailureTolerancePercentage = 100,
                    MaxConcurrentPercentage = 100,
                    RegionConcurrencyType = "PARALLEL",
                },
                TemplateBody = template,
            },
            new()
            {
                Parent = parent,
                DependsOn = [.. dependsOn, .. after.Select(set => set.Instances)],
                // AWS sets this role for self-managed sets only, and the provider would always see a difference.
                IgnoreChanges = { "administrationRoleArn" },
                CustomTimeouts = Timeouts(),
            }
        );
        var targets = settings.Targets.IsEmpty ? [organization.RootId] : settings.Targets.ToArray();
        var options = new CustomResourceOptions { Parent = parent, CustomTimeouts = Timeouts() };
        if (!settings.Retarget)
        {
            // The provider reads the units as AWS lists them. AWS may list the OUs below the root instead of the root. The next update
            // would then delete the stacks in all of them (provider source, stack_instances.go: Read and Update).
            options.IgnoreChanges = ["deploymentTargets"];
        }

        _instances = new CloudFormation.StackInstances(
            name,
            new()
            {
                StackSetName = _set.Name,
                CallAs = "SELF",
                Regions = regions.Select(region => region.Code).ToArray(),
                DeploymentTargets = new StackInstancesDeploymentTargetsArgs { OrganizationalUnitIds = targets },
                OperationPreferences = new StackInstancesOperationPreferencesArgs
                {
                    ConcurrencyMode = "SOFT_FAILURE_TOLERANCE",
                    FailureTolerancePercentage = 100,
                    MaxConcurrentPercentage = 100,
                    RegionConcurrencyType = "PARALLEL",
                },
            },
            options
        );
    }

    /// <summary>The set's name.</summary>
    public string Name { get; }

    /// <summary>The Regions that the template is deployed to.</summary>
    public ImmutableArray<AwsRegion> Regions { get; }

    /// <summary>The set's instances. A resource that depends on them finds the template deployed.</summary>
    public Resource Instances => _instances;

    /// <summary>The id of the instances. It is known when the set and the instances are deployed.</summary>
    public Output<string> InstancesId => Output.Tuple(_set.Id, _instances.Id).Apply(ids => ids.Item2);

    /// <summary>The states of the instances when they were last changed or refreshed.</summary>
    public Output<ImmutableArray<CloudFormation.Outputs.StackInstancesStackInstanceSummary>> Summaries => _instances.StackInstanceSummaries;

    private static CustomTimeouts Timeouts() =>
        new()
        {
            Create = LongestWait,
            Update = LongestWait,
            Delete = LongestWait,
        };
}
