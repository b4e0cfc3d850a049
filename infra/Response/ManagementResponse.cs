using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.Scheduler.Inputs;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Iam = Pulumi.Aws.Iam;
using Scheduler = Pulumi.Aws.Scheduler;
using Sfn = Pulumi.Aws.Sfn;

namespace BedrockDefense.Infra.Response;

/// <summary>
/// The same in the management account, which neither StackSets nor guardrails reach: there, restoring is all that
/// stands between a deletion and unlogged use.
/// </summary>
internal sealed class ManagementResponse : ComponentResource
{
    private readonly DefenseSettings _settings;
    private readonly OrganizationFacts _organization;

    public ManagementResponse(DefenseSettings settings, OrganizationFacts organization)
        : base("bedrock-defense:response:ManagementResponse", "management-response")
    {
        (_settings, _organization) = (settings, organization);
        var delivery = Role(settings.InvocationLogging.Role, "delivery", "Lets Bedrock write model invocations to their log group, and nothing else.", region: "*", "write-invocations", documents => documents.DeliveryTrust, documents => documents.DeliveryPermissions);
        foreach (var region in settings.Regions)
        {
            Respond(region.Code, delivery);
        }

        RegisterOutputs();
    }

    private void Respond(string region, (Iam.Role Role, Resource Permissions) delivery)
    {
        var name = Names.RestorerRole(region);
        var logGroup = new CloudWatch.LogGroup(name, new()
        {
            Name = _settings.InvocationLogging.LogGroup,
            Region = region,
            RetentionInDays = _settings.InvocationLogging.RetentionDays,
            DeletionProtectionEnabled = true,
        }, new() { Parent = this, RetainOnDelete = true });
        var restorer = Role(name, name, "Lets the restorer of one Region put the logging configuration, and nothing else.", region, "restore", documents => documents.RestorerTrust, documents => documents.RestorerPermissions);
        var start = Role($"{Names.Restorer}-start-{region}", $"{Names.Restorer}-start-{region}", "Lets the rules of one Region start the restorer, and nothing else.", region, "start", documents => documents.StartTrust, documents => documents.StartPermissions);
        var deadLetters = new DeadLetters(
            $"{name}-dead-letters", $"{Names.Restorer}-dead-letters", Text(region, documents => documents.RuleArns), keyId: null, region, this);
        Resource[] destinations = _settings.InvocationLogging.S3 == InvocationsInS3.None
            ? [logGroup]
            : [logGroup, new InvocationBucket(region, Text(region, documents => documents.Bucket), Text(region, documents => documents.BucketPolicy), _settings, this).Ready];
        var machine = new Sfn.StateMachine(name, new()
        {
            Name = Names.Restorer,
            Region = region,
            Type = "STANDARD",
            RoleArn = restorer.Role.Arn,
            Definition = Text(region, documents => documents.Definition),
        }, new() { Parent = this, DependsOn = [.. destinations, restorer.Permissions, delivery.Permissions] });
        foreach (var rule in RestoreRule.All)
        {
            var declared = new CloudWatch.EventRule($"{rule.Name}-{region}", new()
            {
                Name = rule.Name,
                Description = "Starts the restorer when somebody changes Bedrock's logging.",
                Region = region,
                EventPattern = Text(region, documents => rule.Pattern(_settings, documents.RestorerRole).Json),
                State = "ENABLED",
            }, new() { Parent = this });
            _ = new CloudWatch.EventTarget($"{rule.Name}-{region}", new()
            {
                Region = region,
                Rule = declared.Name,
                TargetId = "restorer",
                Arn = machine.Arn,
                RoleArn = start.Role.Arn,
                RetryPolicy = Delivery.Retry,
                DeadLetterConfig = deadLetters.Config,
            }, new() { Parent = this, DependsOn = { start.Permissions, deadLetters.Policy } });
        }

        if (_settings.Restore.Reconcile is { } rate)
        {
            Reconcile(name, region, rate, restorer, deadLetters, [.. destinations, restorer.Permissions, delivery.Permissions]);
        }
    }

    private void Reconcile(string name, string region, string rate, (Iam.Role Role, Resource Permissions) restorer, DeadLetters deadLetters, Resource[] before)
    {
        var group = new Scheduler.ScheduleGroup(name, new() { Name = Names.Restorer, Region = region }, new() { Parent = this });
        _ = new Scheduler.Schedule(name, new()
        {
            Name = Names.Restorer,
            GroupName = group.Name,
            Region = region,
            Description = "Puts the logging configuration again, for events that were lost and accounts that are new.",
            ScheduleExpression = rate,
            FlexibleTimeWindow = new ScheduleFlexibleTimeWindowArgs { Mode = "FLEXIBLE", MaximumWindowInMinutes = 15 },
            Target = new ScheduleTargetArgs
            {
                Arn = $"arn:{_settings.HomeRegion.Partition}:scheduler:::aws-sdk:bedrock:putModelInvocationLoggingConfiguration",
                RoleArn = restorer.Role.Arn,
                Input = Text(region, documents => documents.LoggingConfig),
                RetryPolicy = new ScheduleTargetRetryPolicyArgs { MaximumEventAgeInSeconds = 3_600, MaximumRetryAttempts = 5 },
                DeadLetterConfig = new ScheduleTargetDeadLetterConfigArgs { Arn = deadLetters.QueueArn },
            },
        }, new() { Parent = this, DependsOn = before });
    }

    private (Iam.Role Role, Resource Permissions) Role(
        string physicalName, string name, string description, string region, string policyName, Func<ResponseDocuments, string> trust, Func<ResponseDocuments, string> permissions)
    {
        var role = new Iam.Role(name, new()
        {
            Name = physicalName,
            Description = description,
            AssumeRolePolicy = Text(region, trust),
        }, new() { Parent = this });
        return (role, new Iam.RolePolicy(name, new()
        {
            Name = policyName,
            Role = role.Name,
            Policy = Text(region, permissions),
        }, new() { Parent = this }));
    }

    private string Text(string region, Func<ResponseDocuments, string> document) =>
        document(new ResponseDocuments(_settings, _organization.ManagementAccountId, region));
}
