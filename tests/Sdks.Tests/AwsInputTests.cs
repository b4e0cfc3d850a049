using System.Reflection;
using Pulumi;

namespace BedrockDefense.Sdks.Tests;

/// <summary>Tests which inputs the generated resources accept and require.</summary>
public sealed class AwsInputTests
{
    [Theory]
    [InlineData("AccessAnalyzer.Analyzer", "analyzerName")]
    [InlineData("Athena.NamedQuery", "database", "query")]
    [InlineData("Athena.Workgroup")]
    [InlineData("BedrockModel.InvocationLoggingConfiguration", "loggingConfig")]
    [InlineData("CloudFormation.StackSet")]
    [InlineData("CloudFormation.StackSetInstance", "stackSetName")]
    [InlineData("CloudTrail.OrganizationDelegatedAdminAccount", "accountId")]
    [InlineData("CloudTrail.Trail", "s3BucketName")]
    [InlineData("CloudWatch.Dashboard", "dashboardBody", "dashboardName")]
    [InlineData("CloudWatch.EventArchive", "eventSourceArn")]
    [InlineData("CloudWatch.EventBus")]
    [InlineData("CloudWatch.EventBusPolicy", "policy")]
    [InlineData("CloudWatch.EventRule")]
    [InlineData("CloudWatch.EventTarget", "arn", "rule")]
    [InlineData("CloudWatch.LogGroup")]
    [InlineData("CloudWatch.LogMetricFilter", "logGroupName", "metricTransformation", "pattern")]
    [InlineData("CloudWatch.MetricAlarm")]
    [InlineData("Glue.CatalogDatabase")]
    [InlineData("Glue.CatalogTable", "databaseName")]
    [InlineData("Iam.Policy", "policy")]
    [InlineData("Iam.Role", "assumeRolePolicy")]
    [InlineData("Iam.RolePolicy", "policy", "role")]
    [InlineData("Iam.RolePolicyAttachment", "policyArn", "role")]
    [InlineData("Kms.Alias", "targetKeyId")]
    [InlineData("Kms.Key")]
    [InlineData("Kms.KeyPolicy", "keyId", "policy")]
    [InlineData("Organizations.Policy", "content")]
    [InlineData("Organizations.PolicyAttachment", "policyId", "targetId")]
    [InlineData("Provider")]
    [InlineData("S3.Bucket")]
    [InlineData("S3.BucketLifecycleConfiguration", "bucket")]
    [InlineData("S3.BucketLogging", "bucket", "targetBucket", "targetPrefix")]
    [InlineData("S3.BucketNotification", "bucket")]
    [InlineData("S3.BucketObjectLockConfiguration", "bucket")]
    [InlineData("S3.BucketOwnershipControls", "bucket", "rule")]
    [InlineData("S3.BucketPolicy", "bucket", "policy")]
    [InlineData("S3.BucketPublicAccessBlock", "bucket")]
    [InlineData("S3.BucketServerSideEncryptionConfiguration", "bucket", "rules")]
    [InlineData("S3.BucketVersioning", "bucket", "versioningConfiguration")]
    [InlineData("Sfn.StateMachine", "definition", "roleArn")]
    [InlineData("Sns.Topic")]
    [InlineData("Sns.TopicPolicy", "arn", "policy")]
    [InlineData("Sns.TopicSubscription", "endpoint", "protocol", "topic")]
    [InlineData("Sqs.Queue")]
    [InlineData("Sqs.QueuePolicy", "policy", "queueUrl")]
    public void Exactly_the_inputs_the_provider_needs_are_required(string resource, params string[] required) =>
        Assert.Equal(
            required,
            AwsTypes.Inputs(AwsTypes.Find($"{resource}Args")).Where(i => i.Required).Select(i => i.Wire).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Args_may_be_left_out_only_where_every_input_is_optional() =>
        Assert.All(
            AwsTypes.Resources,
            resource =>
            {
                var args = resource.GetConstructors().Single().GetParameters()[1];
                Assert.Equal(AwsTypes.Inputs(args.ParameterType).All(i => !i.Required), args.HasDefaultValue);
            }
        );

    [Theory]
    [InlineData("Iam.Policy", "PolicyDocument")]
    [InlineData("Iam.Role", "AssumeRolePolicy")]
    [InlineData("Iam.RolePolicy", "Policy")]
    [InlineData("S3.Bucket", "Policy")]
    [InlineData("S3.BucketPolicy", "Policy")]
    [InlineData("Sns.TopicPolicy", "Policy")]
    [InlineData("Sqs.QueuePolicy", "Policy")]
    public void These_policies_are_a_string_or_a_document(string resource, string property)
    {
        var module = resource[..resource.IndexOf('.', StringComparison.Ordinal)];
        Assert.Equal(
            typeof(InputUnion<,>).MakeGenericType(typeof(string), AwsTypes.Find($"{module}.Inputs.PolicyDocumentArgs")),
            AwsTypes.Find($"{resource}Args").GetProperty(property)!.PropertyType
        );
    }

    [Theory]
    [InlineData("CloudWatch.EventBusPolicy", "Policy")]
    [InlineData("Kms.Key", "Policy")]
    [InlineData("Kms.KeyPolicy", "Policy")]
    [InlineData("Organizations.Policy", "Content")]
    [InlineData("Sns.Topic", "Policy")]
    [InlineData("Sns.TopicSubscription", "Topic")]
    [InlineData("Sqs.Queue", "Policy")]
    public void These_policies_and_references_are_only_a_string(string resource, string property) =>
        Assert.Equal(typeof(Input<string>), AwsTypes.Find($"{resource}Args").GetProperty(property)!.PropertyType);

    [Fact]
    public void Only_the_threshold_of_an_alarm_is_fractional() =>
        Assert.Equal(
            ["CloudWatch.MetricAlarmArgs.Threshold", "CloudWatch.MetricAlarmState.Threshold"],
            AwsTypes
                .InputClasses.SelectMany(type =>
                    type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                )
                .Where(property => property.PropertyType.GetGenericArguments().Contains(typeof(double)))
                .Select(property => $"{AwsTypes.NameOf(property.DeclaringType!)}.{property.Name}")
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_list_or_map_that_nobody_set_is_empty_and_takes_an_initializer()
    {
        var args = new Pulumi.Aws.Sns.TopicArgs { Tags = { ["owner"] = "security" } };
        Assert.NotNull(args.Tags);
        Assert.NotNull(new Pulumi.Aws.CloudTrail.TrailArgs().EventSelectors);
    }

    [Fact]
    public void A_provider_sends_everything_but_strings_as_JSON() =>
        Assert.All(
            AwsTypes.Inputs(typeof(Pulumi.Aws.ProviderArgs)),
            input => Assert.Equal(input.Property.PropertyType != typeof(Input<string>), input.Json)
        );

    [Fact]
    public void Deprecated_inputs_are_marked_where_the_package_marks_them() =>
        Assert.Equal(
            ["CorsRules", "Grants", "LifecycleRules"],
            AwsTypes
                .Inputs(typeof(Pulumi.Aws.S3.BucketArgs))
                .Where(i => i.Property.IsDefined(typeof(ObsoleteAttribute)))
                .Select(i => i.Property.Name)
                .Order(StringComparer.Ordinal)
        );
}
