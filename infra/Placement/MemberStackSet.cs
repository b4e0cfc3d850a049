using System.Collections.Immutable;
using BedrockDefense.Aws;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.CloudFormation.Inputs;
using CloudFormation = Pulumi.Aws.CloudFormation;

namespace BedrockDefense.Infra.Placement;

/// <summary>
/// A template deployed to every member account, in some Regions: a service-managed StackSet with auto-deployment, so
/// that accounts which join later are covered without another <c>pulumi up</c>.
/// </summary>
internal sealed class MemberStackSet
{
    // The provider waits 30 minutes by default. A set holds up to 100,000 stacks (AWS CloudFormation User Guide, "Understand
    // CloudFormation quotas"), AWS promises no speed, and one of these templates takes some three minutes: 1,000 accounts in 17
    // Regions, 200 at a time, take more than four hours. Ending the wait would not end the operation, only hide how it ends.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(8);

    private readonly CloudFormation.StackSet _set;
    private readonly CloudFormation.StackInstances _instances;

    /// <summary>Declares the set and its instances.</summary>
    /// <param name="name">Its name, of the resources too.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="template">The template.</param>
    /// <param name="regions">Where it goes.</param>
    /// <param name="settings">Which accounts it goes to.</param>
    /// <param name="organization">The organization, to whose root it goes where the settings name nothing else.</param>
    /// <param name="parent">The component it belongs to.</param>
    /// <param name="dependsOn">What must exist before.</param>
    /// <param name="after">
    /// The sets that each account must have before. They are the same whatever the settings say: a change of any of a set's
    /// auto-deployment replaces the set (provider source, stack_set.go), and with it every stack.
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
            // An account that leaves the organization must not keep a role that trusts nobody any more. What it does keep
            // is its logs, by the template's own policy.
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
                // One account that fails must not keep the stack from the others; who fails is read afterwards.
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
                // AWS fills it in for self-managed sets only, and the provider would see a difference for ever.
                IgnoreChanges = { "administrationRoleArn" },
                CustomTimeouts = Timeouts(),
            }
        );
        var targets = settings.Targets.IsEmpty ? [organization.RootId] : settings.Targets.ToArray();
        var options = new CustomResourceOptions { Parent = parent, CustomTimeouts = Timeouts() };
        if (!settings.Retarget)
        {
            // The provider reads the units as AWS lists them. Were those the OUs below the root that was asked for, the next
            // update would delete the stacks in all of them (provider source, stack_instances.go: Read and Update).
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

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Where it goes.</summary>
    public ImmutableArray<AwsRegion> Regions { get; }

    /// <summary>Its instances: what depends on them finds the template deployed.</summary>
    public Resource Instances => _instances;

    /// <summary>The id of the instances, known once they and the set are as declared.</summary>
    public Output<string> InstancesId => Output.Tuple(_set.Id, _instances.Id).Apply(ids => ids.Item2);

    /// <summary>How the instances stood when they were last changed or refreshed.</summary>
    public Output<ImmutableArray<CloudFormation.Outputs.StackInstancesStackInstanceSummary>> Summaries => _instances.StackInstanceSummaries;

    private static CustomTimeouts Timeouts() =>
        new()
        {
            Create = LongestWait,
            Update = LongestWait,
            Delete = LongestWait,
        };
}
