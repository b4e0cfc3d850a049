using System.Reflection;
using Pulumi;

namespace BedrockDefense.Sdks.Tests;

/// <summary>Tests the names in the generated SDK against the names in the schema.</summary>
public sealed class AwsNamingTests
{
    private static readonly Dictionary<string, string> Renames = new()
    {
        ["Iam.Policy.policy"] = "PolicyDocument",
        ["S3.Bucket.bucket"] = "BucketName",
        ["Sqs.RedrivePolicy.redrivePolicy"] = "RedrivePolicyName",
    };

    private static readonly HashSet<string> ResourcesWithoutRegion =
    [
        "CloudTrail.OrganizationDelegatedAdminAccount",
        "Iam.Policy",
        "Iam.PolicyAttachment",
        "Iam.Role",
        "Iam.RolePolicy",
        "Iam.RolePolicyAttachment",
        "Organizations.DelegatedAdministrator",
        "Organizations.OrganizationalUnit",
        "Organizations.Policy",
        "Organizations.PolicyAttachment",
        "Organizations.ResourcePolicy",
    ];

    [Theory]
    [InlineData("AccessAnalyzer.Analyzer", "aws:accessanalyzer/analyzer:Analyzer")]
    [InlineData("Athena.NamedQuery", "aws:athena/namedQuery:NamedQuery")]
    [InlineData("Athena.Workgroup", "aws:athena/workgroup:Workgroup")]
    [InlineData(
        "BedrockModel.InvocationLoggingConfiguration",
        "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration"
    )]
    [InlineData("Cfg.Rule", "aws:cfg/rule:Rule")]
    [InlineData("Chatbot.SlackChannelConfiguration", "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration")]
    [InlineData("CloudFormation.StackInstances", "aws:cloudformation/stackInstances:StackInstances")]
    [InlineData("CloudFormation.StackSet", "aws:cloudformation/stackSet:StackSet")]
    [InlineData("CloudFormation.StackSetInstance", "aws:cloudformation/stackSetInstance:StackSetInstance")]
    [InlineData("CloudTrail.EventDataStore", "aws:cloudtrail/eventDataStore:EventDataStore")]
    [InlineData(
        "CloudTrail.OrganizationDelegatedAdminAccount",
        "aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount"
    )]
    [InlineData("CloudTrail.Trail", "aws:cloudtrail/trail:Trail")]
    [InlineData("CloudWatch.CompositeAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm")]
    [InlineData("CloudWatch.Dashboard", "aws:cloudwatch/dashboard:Dashboard")]
    [InlineData("CloudWatch.EventArchive", "aws:cloudwatch/eventArchive:EventArchive")]
    [InlineData("CloudWatch.EventBus", "aws:cloudwatch/eventBus:EventBus")]
    [InlineData("CloudWatch.EventBusPolicy", "aws:cloudwatch/eventBusPolicy:EventBusPolicy")]
    [InlineData("CloudWatch.EventRule", "aws:cloudwatch/eventRule:EventRule")]
    [InlineData("CloudWatch.EventTarget", "aws:cloudwatch/eventTarget:EventTarget")]
    [InlineData("CloudWatch.LogGroup", "aws:cloudwatch/logGroup:LogGroup")]
    [InlineData("CloudWatch.LogMetricFilter", "aws:cloudwatch/logMetricFilter:LogMetricFilter")]
    [InlineData("CloudWatch.LogResourcePolicy", "aws:cloudwatch/logResourcePolicy:LogResourcePolicy")]
    [InlineData("CloudWatch.MetricAlarm", "aws:cloudwatch/metricAlarm:MetricAlarm")]
    [InlineData("Glue.CatalogDatabase", "aws:glue/catalogDatabase:CatalogDatabase")]
    [InlineData("Glue.CatalogTable", "aws:glue/catalogTable:CatalogTable")]
    [InlineData("Iam.Policy", "aws:iam/policy:Policy")]
    [InlineData("Iam.Role", "aws:iam/role:Role")]
    [InlineData("Iam.RolePolicy", "aws:iam/rolePolicy:RolePolicy")]
    [InlineData("Iam.RolePolicyAttachment", "aws:iam/rolePolicyAttachment:RolePolicyAttachment")]
    [InlineData("Kms.Alias", "aws:kms/alias:Alias")]
    [InlineData("Kms.Key", "aws:kms/key:Key")]
    [InlineData("Kms.KeyPolicy", "aws:kms/keyPolicy:KeyPolicy")]
    [InlineData("Organizations.Policy", "aws:organizations/policy:Policy")]
    [InlineData("Organizations.PolicyAttachment", "aws:organizations/policyAttachment:PolicyAttachment")]
    [InlineData("Provider", "pulumi:providers:aws")]
    [InlineData("S3.Bucket", "aws:s3/bucket:Bucket")]
    [InlineData("S3.BucketLifecycleConfiguration", "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")]
    [InlineData("S3.BucketLogging", "aws:s3/bucketLogging:BucketLogging")]
    [InlineData("S3.BucketNotification", "aws:s3/bucketNotification:BucketNotification")]
    [InlineData("S3.BucketObjectLockConfiguration", "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")]
    [InlineData("S3.BucketOwnershipControls", "aws:s3/bucketOwnershipControls:BucketOwnershipControls")]
    [InlineData("S3.BucketPolicy", "aws:s3/bucketPolicy:BucketPolicy")]
    [InlineData("S3.BucketPublicAccessBlock", "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")]
    [InlineData(
        "S3.BucketServerSideEncryptionConfiguration",
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
    )]
    [InlineData("S3.BucketVersioning", "aws:s3/bucketVersioning:BucketVersioning")]
    [InlineData("Scheduler.Schedule", "aws:scheduler/schedule:Schedule")]
    [InlineData("Scheduler.ScheduleGroup", "aws:scheduler/scheduleGroup:ScheduleGroup")]
    [InlineData("Sfn.StateMachine", "aws:sfn/stateMachine:StateMachine")]
    [InlineData("Sns.Topic", "aws:sns/topic:Topic")]
    [InlineData("Sns.TopicPolicy", "aws:sns/topicPolicy:TopicPolicy")]
    [InlineData("Sns.TopicSubscription", "aws:sns/topicSubscription:TopicSubscription")]
    [InlineData("Sqs.Queue", "aws:sqs/queue:Queue")]
    [InlineData("Sqs.QueuePolicy", "aws:sqs/queuePolicy:QueuePolicy")]
    [InlineData("Sqs.RedrivePolicy", "aws:sqs/redrivePolicy:RedrivePolicy")]
    public void A_resource_has_the_type_token_of_the_provider(string resource, string token)
    {
        var attribute = AwsTypes.Find(resource).GetCustomAttribute<ResourceTypeAttribute>()!;
        Assert.Equal((token, "7.48.0"), (attribute.Type, attribute.Version));
        Assert.Equal("AwsResourceTypeAttribute", attribute.GetType().Name);
    }

    [Fact]
    public void A_property_is_the_wire_name_with_its_first_letter_upper_cased_but_for_three() =>
        Assert.All(
            AwsTypes.Resources,
            resource =>
            {
                var name = AwsTypes.NameOf(resource);
                string Expected(string wire) => Renames.GetValueOrDefault($"{name}.{wire}", char.ToUpperInvariant(wire[0]) + wire[1..]);

                Assert.All(AwsTypes.Outputs(resource), output => Assert.Equal(Expected(output.Key), output.Value.Name));
                foreach (var form in ArgsAndState(name))
                {
                    Assert.All(AwsTypes.Inputs(form), input => Assert.Equal(Expected(input.Wire), input.Property.Name));
                }
            }
        );

    [Fact]
    public void The_three_renamed_properties_exist() =>
        Assert.All(
            Renames,
            rename =>
            {
                var split = rename.Key.LastIndexOf('.');
                var resource = rename.Key[..split];
                Assert.Equal(rename.Value, AwsTypes.Outputs(AwsTypes.Find(resource))[rename.Key[(split + 1)..]].Name);
                Assert.All(ArgsAndState(resource), form => Assert.NotNull(form.GetProperty(rename.Value)));
            }
        );

    [Fact]
    public void Every_regional_resource_can_name_its_Region() =>
        Assert.All(
            AwsTypes.Resources,
            resource =>
            {
                var name = AwsTypes.NameOf(resource);
                var expected = !ResourcesWithoutRegion.Contains(name);
                Assert.Equal(expected, resource.GetProperty("Region") is not null);
                Assert.Equal(expected, AwsTypes.Find($"{name}Args").GetProperty("Region")?.PropertyType == typeof(Input<string>));
            }
        );

    [Fact]
    public void A_stack_set_instance_calls_its_target_Region_otherwise() =>
        Assert.NotNull(typeof(Pulumi.Aws.CloudFormation.StackSetInstanceArgs).GetProperty("StackSetInstanceRegion"));

    private static IEnumerable<Type> ArgsAndState(string resource) =>
        resource == "Provider" ? [AwsTypes.Find("ProviderArgs")] : [AwsTypes.Find($"{resource}Args"), AwsTypes.Find($"{resource}State")];
}
