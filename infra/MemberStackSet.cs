using BedrockDefense.Aws;
using Pulumi;
using Pulumi.Aws.CloudFormation.Inputs;
using CloudFormation = Pulumi.Aws.CloudFormation;

namespace BedrockDefense.Infra;

/// <summary>
/// A template deployed to every member account, in some Regions: a service-managed StackSet with auto-deployment, so
/// that accounts which join later are covered without another <c>pulumi up</c>.
/// </summary>
internal sealed class MemberStackSet
{
    private readonly Output<string> _arn;

    /// <summary>Declares the set and its instances.</summary>
    /// <param name="name">Its name, of the resources too.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="template">The template.</param>
    /// <param name="regions">Where it goes.</param>
    /// <param name="organization">The organization, to whose root it goes.</param>
    /// <param name="parent">The component it belongs to.</param>
    /// <param name="dependsOn">What must exist before.</param>
    /// <param name="after">The set that each account must have before; null for none.</param>
    public MemberStackSet(
        string name, string description, Input<string> template, IEnumerable<AwsRegion> regions, OrganizationFacts organization, Resource parent,
        Resource[] dependsOn, MemberStackSet? after = null)
    {
        var autoDeployment = new StackSetAutoDeploymentArgs
        {
            Enabled = true,
            // An account that leaves the organization must not keep a role that trusts nobody any more. What it does keep
            // is its logs, by the template's own policy.
            RetainStacksOnAccountRemoval = false,
        };
        if (after is not null)
        {
            // A new account gets the first set before the second.
            autoDeployment.DependsOnStackSets = [after._arn];
        }

        var set = new CloudFormation.StackSet(name, new()
        {
            Name = name,
            Description = description,
            PermissionModel = "SERVICE_MANAGED",
            CallAs = "SELF",
            Capabilities = { "CAPABILITY_NAMED_IAM" },
            AutoDeployment = autoDeployment,
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
            Parent = parent,
            DependsOn = dependsOn,
            // AWS fills it in for self-managed sets only, and the provider would see a difference for ever.
            IgnoreChanges = { "administrationRoleArn" },
        });
        _arn = set.Arn;
        Deployed = new CloudFormation.StackInstances(name, new()
        {
            StackSetName = set.Name,
            CallAs = "SELF",
            Regions = regions.Select(region => region.Code).ToArray(),
            DeploymentTargets = new StackInstancesDeploymentTargetsArgs { OrganizationalUnitIds = { organization.RootId } },
            OperationPreferences = new StackInstancesOperationPreferencesArgs
            {
                ConcurrencyMode = "SOFT_FAILURE_TOLERANCE",
                FailureTolerancePercentage = 100,
                MaxConcurrentPercentage = 100,
                RegionConcurrencyType = "PARALLEL",
            },
        }, new() { Parent = parent });
    }

    /// <summary>Its instances: what depends on them finds the template deployed.</summary>
    public Resource Deployed { get; }
}
