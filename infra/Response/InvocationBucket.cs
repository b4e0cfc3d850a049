using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.S3.Inputs;
using S3 = Pulumi.Aws.S3;

namespace BedrockDefense.Infra.Response;

/// <summary>
/// The bucket of the invocations in one Region of the management account. It is private, versioned and encrypted with S3's own key, and
/// only Bedrock writes to it. Evidence must outlive the stack, so the bucket does too.
/// </summary>
internal sealed class InvocationBucket
{
    public InvocationBucket(string region, string name, string policy, DefenseSettings settings, Resource parent)
    {
        var resource = $"{Names.Product}-invocations-{region}";
        var bucket = new S3.Bucket(
            resource,
            new() { BucketName = name, Region = region },
            new() { Parent = parent, RetainOnDelete = true }
        );
        var versioning = new S3.BucketVersioning(
            resource,
            new()
            {
                Bucket = bucket.Id,
                Region = region,
                VersioningConfiguration = new BucketVersioningVersioningConfigurationArgs { Status = "Enabled" },
            },
            new() { Parent = bucket }
        );
        var guards = PrivateBucket.Guard(resource, bucket, region);
        _ = new S3.BucketLifecycleConfiguration(
            resource,
            new()
            {
                Bucket = bucket.Id,
                Region = region,
                Rules =
                {
                    new BucketLifecycleConfigurationRuleArgs
                    {
                        Id = "expire",
                        Status = "Enabled",
                        Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = "AWSLogs/" },
                        Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { Days = settings.InvocationLogging.RetentionDays },
                        NoncurrentVersionExpiration = new BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs
                        {
                            NoncurrentDays = 1,
                        },
                        AbortIncompleteMultipartUpload = new BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs
                        {
                            DaysAfterInitiation = 7,
                        },
                    },
                },
            },
            new() { Parent = bucket, DependsOn = { versioning } }
        );
        Prerequisite = new S3.BucketPolicy(
            resource,
            new()
            {
                Bucket = bucket.Id,
                Region = region,
                Policy = policy,
            },
            new() { Parent = bucket, DependsOn = guards }
        );
    }

    /// <summary>The resource that must exist before the logging configuration is set, because Bedrock then tests the bucket.</summary>
    public Resource Prerequisite { get; }
}
