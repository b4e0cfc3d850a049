using System.Collections.Immutable;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.Scheduler.Inputs;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Scheduler = Pulumi.Aws.Scheduler;
using Sfn = Pulumi.Aws.Sfn;

namespace BedrockDefense.Infra.Response;

/// <summary>
/// Model invocation logging and the restorer in the management account. Neither StackSets nor guardrails reach that account. If somebody
/// deletes the logging configuration there, only the restorer prevents unlogged use.
/// </summary>
internal sealed class ManagementResponse : ComponentResource
{
    private readonly DefenseSettings _settings;
    private readonly OrganizationFacts _organization;
    private readonly LoggingDecisions _decisions;
    private readonly InvocationDestination? _destination;

    public ManagementResponse(DefenseSettings settings, OrganizationFacts organization, LoggingDecisions decisions)
        : base("bedrock-defense:response:ManagementResponse", "management-response")
    {
        (_settings, _organization) = (settings, organization);
        _destination = decisions.ByAccount.GetValueOrDefault(organization.ManagementAccountId);
        _decisions = new(
            decisions.ByAccount.RemoveRange(decisions.ByAccount.Keys.Where(account => account != organization.ManagementAccountId))
        );
        var creates = settings.Restore.Mode == RestoreMode.Observe ? CreatedLogging.None : settings.InvocationLogging.Create;
        Resource[] delivery =
            creates == CreatedLogging.None || decisions.AccountsWithoutRole.Contains(organization.ManagementAccountId)
                ? []
                :
                [
                    Role(
                        settings.InvocationLogging.Role,
                        "delivery",
                        "Lets Bedrock write model invocations to their log group, and nothing else.",
                        region: "*",
                        "write-invocations",
                        documents => documents.DeliveryTrust,
                        documents => documents.DeliveryPermissions
                    ).Permissions,
                ];
        Machines =
        [
            .. settings.Regions.Select(
                Resource (region) =>
                    Respond(
                        region.Code,
                        [.. delivery, .. creates == CreatedLogging.All && _destination is null ? Destinations(region.Code) : []]
                    )
            ),
        ];
        RegisterOutputs();
    }

    /// <summary>The state machines, one in each governed Region.</summary>
    public ImmutableArray<Resource> Machines { get; }

    private Resource[] Destinations(string region)
    {
        var logGroup = new CloudWatch.LogGroup(
            Names.RestorerRole(region),
            new()
            {
                Name = _settings.InvocationLogging.LogGroup,
                Region = region,
                RetentionInDays = _settings.InvocationLogging.RetentionDays,
                DeletionProtectionEnabled = true,
            },
            new() { Parent = this, RetainOnDelete = true }
        );
        List<Resource> destinations = [logGroup];
        if (Text(region, documents => documents.DataProtection ?? "") is { Length: > 0 } policy)
        {
            // The members' stack sets come after it, so that a Region that cannot mask is refused here first.
            destinations.Add(
                new CloudWatch.LogDataProtectionPolicy(
                    Names.RestorerRole(region),
                    new()
                    {
                        LogGroupName = logGroup.Name,
                        Region = region,
                        PolicyDocument = policy,
                    },
                    new() { Parent = this }
                )
            );
        }

        if (_settings.InvocationLogging.S3 != InvocationsInS3.None)
        {
            destinations.Add(
                new InvocationBucket(
                    region,
                    Text(region, documents => documents.Bucket),
                    Text(region, documents => documents.BucketPolicy),
                    _settings,
                    this
                ).Prerequisite
            );
        }

        return [.. destinations];
    }

    private Sfn.StateMachine Respond(string region, Resource[] before)
    {
        var name = Names.RestorerRole(region);
        var restorer = Role(
            name,
            name,
            "Lets the restorer of one Region put the logging configuration, and nothing else.",
            region,
            "restore",
            documents => documents.RestorerTrust,
            documents => documents.RestorerPermissions
        );
        var start = Role(
            $"{Names.Restorer}-start-{region}",
            $"{Names.Restorer}-start-{region}",
            "Lets the rules of one Region start the restorer, and nothing else.",
            region,
            "start",
            documents => documents.StartTrust,
            documents => documents.StartPermissions
        );
        var deadLetters = new DeadLetters(
            $"{name}-dead-letters",
            $"{Names.Restorer}-dead-letters",
            Text(region, documents => documents.RuleArns),
            keyId: null,
            region,
            this
        );
        DeadLetterAlarm.Declare($"{name}-dead-letters", $"{Names.Restorer}-dead-letters", region, deadLetters, this);
        var machine = new Sfn.StateMachine(
            name,
            new()
            {
                Name = Names.Restorer,
                Region = region,
                Type = "STANDARD",
                RoleArn = restorer.Arn,
                Definition = Text(region, documents => new RestorerDefinition(_settings, _decisions, documents).Json),
            },
            new() { Parent = this, DependsOn = [.. before, restorer.Permissions] }
        );
        foreach (var rule in RestoreRule.Of(_settings))
        {
            var declared = new CloudWatch.EventRule(
                $"{rule.Name}-{region}",
                new()
                {
                    Name = rule.Name,
                    Description = "Starts the restorer when somebody changes Bedrock's logging.",
                    Region = region,
                    EventPattern = Text(region, documents => rule.Pattern(_settings, documents.RestorerRole).Json),
                    State = "ENABLED",
                },
                new() { Parent = this }
            );
            _ = new CloudWatch.EventTarget(
                $"{rule.Name}-{region}",
                new()
                {
                    Region = region,
                    Rule = declared.Name,
                    TargetId = "restorer",
                    Arn = machine.Arn,
                    RoleArn = start.Arn,
                    RetryPolicy = Delivery.Retry,
                    DeadLetterConfig = deadLetters.Config,
                },
                new() { Parent = this, DependsOn = { start.Permissions, deadLetters.Policy } }
            );
        }

        if (_settings.Restore.ReconcileRate is { } rate)
        {
            Reconcile(name, region, rate, machine, start, deadLetters);
        }

        return machine;
    }

    private void Reconcile(string name, string region, string rate, Sfn.StateMachine machine, ServiceRole start, DeadLetters deadLetters)
    {
        var group = new Scheduler.ScheduleGroup(name, new() { Name = Names.Restorer, Region = region }, new() { Parent = this });
        _ = new Scheduler.Schedule(
            name,
            new()
            {
                Name = Names.Restorer,
                GroupName = group.Name,
                Region = region,
                Description = "Starts the restorer without a change, for events that were lost and accounts that are new.",
                ScheduleExpression = rate,
                // The schedule starts to the minute, because the executions are counted.
                FlexibleTimeWindow = new ScheduleFlexibleTimeWindowArgs { Mode = "OFF" },
                Target = new ScheduleTargetArgs
                {
                    Arn = machine.Arn,
                    RoleArn = start.Arn,
                    Input = "{}",
                    RetryPolicy = new ScheduleTargetRetryPolicyArgs { MaximumEventAgeInSeconds = 3_600, MaximumRetryAttempts = 5 },
                    DeadLetterConfig = new ScheduleTargetDeadLetterConfigArgs { Arn = deadLetters.QueueArn },
                },
            },
            new() { Parent = this, DependsOn = { start.Permissions } }
        );
    }

    private ServiceRole Role(
        string physicalName,
        string name,
        string description,
        string region,
        string policyName,
        Func<ResponseDocuments, string> trust,
        Func<ResponseDocuments, string> permissions
    ) => ServiceRole.Declare(name, physicalName, description, Text(region, trust), policyName, Text(region, permissions), this);

    private string Text(string region, Func<ResponseDocuments, string> document) =>
        document(new ResponseDocuments(_settings, _organization.ManagementAccountId, region));
}
