using System.Collections.Immutable;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Response;
using BedrockDefense.Infra.Settings;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Copying;

/// <summary>
/// Copies the invocations of every account, as they arrive in its log group, to the log-archive account, where no member's administrator
/// can read, change or delete them.
/// </summary>
internal sealed class InvocationCopies : ComponentResource
{
    /// <summary>Declares the copies.</summary>
    /// <param name="copies">How long they stay.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="organization">The organization.</param>
    /// <param name="decisions">The accounts that log elsewhere.</param>
    /// <param name="logArchive">The account of the copies.</param>
    /// <param name="machines">The restorers of the management account, which come after its log groups.</param>
    /// <param name="sets">The stack sets of the members' log groups and restorers.</param>
    public InvocationCopies(
        CopySettings copies,
        DefenseSettings settings,
        OrganizationFacts organization,
        LoggingDecisions decisions,
        TargetAccount logArchive,
        ImmutableArray<Resource> machines,
        ImmutableArray<MemberStackSet> sets
    )
        : base("bedrock-defense:copying:InvocationCopies", "invocation-copies")
    {
        Central = new CentralCopies(copies, settings, organization, logArchive);
        var sources = CopySources.Of(settings, decisions);
        if (sources.In(organization.ManagementAccountId) is { } own)
        {
            foreach (var region in settings.Regions)
            {
                SendOwn(own, region.Code, settings, sources, organization.ManagementAccountId, logArchive.Id, machines);
            }
        }

        Set = new MemberStackSet(
            Names.Copies,
            "Copies Bedrock's model invocations to the log-archive account.",
            CopyTemplate.Of(settings, sources, logArchive.Id, isMember: logArchive.Id != organization.ManagementAccountId),
            settings.Regions,
            settings.StackSets,
            organization,
            this,
            [.. Central.Destinations],
            [.. sets]
        );
        Description = Central.BucketName.Apply(bucket =>
            CopySources.Describe(settings, decisions, bucket, logArchive.Id).ToImmutableArray()
        );
        RegisterOutputs();
    }

    /// <summary>What receives the invocations.</summary>
    public CentralCopies Central { get; }

    /// <summary>The stack set of the members' filters.</summary>
    public MemberStackSet Set { get; }

    /// <summary>Says in sentences what is copied, and what is not.</summary>
    public Output<ImmutableArray<string>> Description { get; }

    // Stack sets do not reach the management account.
    private void SendOwn(
        string logGroup,
        string region,
        DefenseSettings settings,
        CopySources sources,
        string account,
        string logArchive,
        ImmutableArray<Resource> machines
    )
    {
        var documents = new CopyDocuments(settings, sources, logArchive, account, region);
        var isLogArchive = account == logArchive;
        var (destination, role) = documents.Target(isLogArchive);
        List<Resource> before = [.. Central.Destinations, .. machines];
        if (!isLogArchive)
        {
            before.Add(
                ServiceRole
                    .Declare(
                        $"{Names.Copier}-{region}",
                        $"{Names.Copier}-{region}",
                        "Lets CloudWatch Logs send this Region's model invocations to the log-archive account, and nothing else.",
                        documents.Trust,
                        "send-invocations",
                        documents.Permissions,
                        this
                    )
                    .Permissions
            );
        }

        _ = new CloudWatch.LogSubscriptionFilter(
            $"{Names.Copies}-{region}",
            new()
            {
                Name = Names.Copies,
                Region = region,
                LogGroup = logGroup,
                FilterPattern = "",
                DestinationArn = destination,
                RoleArn = role,
            },
            new() { Parent = this, DependsOn = before }
        );
    }
}
