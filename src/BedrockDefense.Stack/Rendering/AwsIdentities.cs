using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BedrockDefense.Aws;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Rendering;

/// <summary>
/// Returns the ids and ARNs that AWS would give to the stack's resources. They have exactly AWS's form, so references to the
/// resources can be resolved. A resource type that is not listed is an error, because a rehearsal must not ignore an unknown
/// resource.
/// </summary>
public sealed class AwsIdentities(SampleOrganization organization, AwsRegion home)
{
    /// <summary>Returns the identity of a resource from its type, name and inputs, and its account.</summary>
    public AwsIdentity Of(string type, string resourceName, JsonObject inputs, string account)
    {
        var region = Text("region") ?? home.Code;
        var name = Text("name") ?? $"{resourceName}-{Digest(7)}";
        return type switch
        {
            "aws:athena/namedQuery:NamedQuery" => new(Guid(), null),
            "aws:athena/workgroup:Workgroup" => new(name, $"arn:{home.Partition}:athena:{region}:{account}:workgroup/{name}"),
            "aws:cloudtrail/trail:Trail" => WithArn($"arn:{home.Partition}:cloudtrail:{region}:{account}:trail/{name}"),
            "aws:cloudwatch/eventBus:EventBus" => new(name, $"arn:{home.Partition}:events:{region}:{account}:event-bus/{name}"),
            "aws:cloudwatch/eventRule:EventRule" => new(name, $"arn:{home.Partition}:events:{region}:{account}:rule/{RulePath(name)}"),
            "aws:cloudformation/stackSet:StackSet" => new(
                name,
                $"arn:{home.Partition}:cloudformation:{region}:{account}:stackset/{name}:{Guid()}"
            ),
            "aws:iam/role:Role" => new(name, $"arn:{home.Partition}:iam::{account}:role/{name}"),
            "aws:cloudwatch/metricAlarm:MetricAlarm" => new(name, $"arn:{home.Partition}:cloudwatch:{region}:{account}:alarm:{name}"),
            "aws:cloudwatch/logGroup:LogGroup" => new(name, $"arn:{home.Partition}:logs:{region}:{account}:log-group:{name}"),
            "aws:cloudwatch/logDestination:LogDestination" => new(name, $"arn:{home.Partition}:logs:{region}:{account}:destination:{name}"),
            "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy" => new(Text("destinationName")!, null),
            "aws:cloudwatch/logStream:LogStream" => new(
                name,
                $"arn:{home.Partition}:logs:{region}:{account}:log-group:{Text("logGroupName")}:log-stream:{name}"
            ),
            "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream" => WithArn(
                $"arn:{home.Partition}:firehose:{region}:{account}:deliverystream/{name}"
            ),
            "aws:sfn/stateMachine:StateMachine" => WithArn($"arn:{home.Partition}:states:{region}:{account}:stateMachine:{name}"),
            "aws:scheduler/schedule:Schedule" => new(
                $"{Text("groupName") ?? "default"}/{name}",
                $"arn:{home.Partition}:scheduler:{region}:{account}:schedule/{Text("groupName") ?? "default"}/{name}"
            ),
            "aws:scheduler/scheduleGroup:ScheduleGroup" => new(
                name,
                $"arn:{home.Partition}:scheduler:{region}:{account}:schedule-group/{name}"
            ),
            "aws:glue/catalogDatabase:CatalogDatabase" => new(
                $"{account}:{name}",
                $"arn:{home.Partition}:glue:{region}:{account}:database/{name}"
            ),
            "aws:glue/catalogTable:CatalogTable" => new(
                $"{account}:{Text("databaseName")}:{name}",
                $"arn:{home.Partition}:glue:{region}:{account}:table/{Text("databaseName")}/{name}"
            ),
            "aws:kms/alias:Alias" => new(name, $"arn:{home.Partition}:kms:{region}:{account}:{name}"),
            "aws:kms/key:Key" => new(Guid(), $"arn:{home.Partition}:kms:{region}:{account}:key/{Guid()}")
            {
                FurtherOutputs = new() { ["keyId"] = Guid() },
            },
            "aws:organizations/policy:Policy" => new(
                $"p-{Digest(8)}",
                $"arn:{home.Partition}:organizations::{account}:policy/{organization.Id}/service_control_policy/p-{Digest(8)}"
            ),
            "aws:s3/bucket:Bucket" when Text("bucket") is { } given => new(given, $"arn:{home.Partition}:s3:::{given}"),
            "aws:s3/bucket:Bucket" => new(name, $"arn:{home.Partition}:s3:::{name}"),
            "aws:sns/topic:Topic" => WithArn($"arn:{home.Partition}:sns:{region}:{account}:{name}"),
            "aws:sns/topicSubscription:TopicSubscription" => WithArn($"{Text("topic")}:{Guid()}"),
            "aws:sqs/queue:Queue" => Queue(
                $"https://sqs.{region}.{AwsPartition.Find(home.Partition).DnsSuffix}/{account}/{name}",
                $"arn:{home.Partition}:sqs:{region}:{account}:{name}"
            ),
            "aws:cloudformation/stackInstances:StackInstances"
            or "aws:cloudwatch/eventBusPolicy:EventBusPolicy"
            or "aws:cloudwatch/eventTarget:EventTarget"
            or "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy"
            or "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"
            or "aws:iam/rolePolicy:RolePolicy"
            or "aws:organizations/policyAttachment:PolicyAttachment"
            or "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
            or "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
            or "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
            or "aws:s3/bucketPolicy:BucketPolicy"
            or "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
            or "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
            or "aws:s3/bucketVersioning:BucketVersioning"
            or "aws:sns/topicPolicy:TopicPolicy"
            or "aws:sqs/queuePolicy:QueuePolicy" => new(resourceName, null),
            _ => throw new NotSupportedException($"the rehearsal does not know the resource type {type} of {resourceName}"),
        };

        string? Text(string input) => inputs[input] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

        string RulePath(string rule) => Text("eventBusName") is { } bus and not "default" ? $"{bus}/{rule}" : rule;

        string Digest(int length) => Convert.ToHexStringLower(Hash())[..length];

        string Guid() => new System.Guid(Hash().AsSpan(0, 16)).ToString();

        byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes($"{type} {resourceName}"));
    }

    private static AwsIdentity WithArn(string arn) => new(arn, arn);

    private static AwsIdentity Queue(string url, string arn) => new(url, arn) { FurtherOutputs = new() { ["url"] = url } };
}

/// <summary>The id and ARN of a resource.</summary>
/// <param name="Id">The resource's id in Pulumi.</param>
/// <param name="Arn">The resource's ARN; null when it has none.</param>
public sealed record AwsIdentity(string Id, string? Arn)
{
    /// <summary>Further outputs, which exist only once the resource does.</summary>
    public Dictionary<string, string> FurtherOutputs { get; init; } = [];
}
