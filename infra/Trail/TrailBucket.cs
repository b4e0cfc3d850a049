using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.S3.Inputs;
using S3 = Pulumi.Aws.S3;

namespace BedrockDefense.Infra.Trail;

/// <summary>
/// The bucket of the log files: locked against deletion, versioned, encrypted, private, reached over TLS only. It
/// outlives the stack, since evidence must: <c>pulumi destroy</c> leaves it and its key in the account.
/// </summary>
internal sealed class TrailBucket
{
    public TrailBucket(string trailArn, DefenseSettings settings, OrganizationFacts organization, TargetAccount account, Resource parent)
    {
        var bucket = new S3.Bucket(
            $"{Names.Product}-trail",
            new() { ObjectLockEnabled = true },
            new()
            {
                Parent = parent,
                Provider = account.Provider,
                RetainOnDelete = true,
            }
        );
        Name = bucket.Id;
        // After the bucket, which its policy names.
        Key = new TrailKey(trailArn, bucket.Arn, settings, organization, account, parent);

        var versioning = new S3.BucketVersioning(
            $"{Names.Product}-trail",
            new()
            {
                Bucket = bucket.Id,
                VersioningConfiguration = new BucketVersioningVersioningConfigurationArgs { Status = "Enabled" },
            },
            new() { Parent = bucket }
        );
        var afterVersioning = new CustomResourceOptions { Parent = bucket, DependsOn = { versioning } };

        var objectLock = new S3.BucketObjectLockConfiguration(
            $"{Names.Product}-trail",
            new()
            {
                Bucket = bucket.Id,
                Rule = new BucketObjectLockConfigurationRuleArgs
                {
                    DefaultRetention = new BucketObjectLockConfigurationRuleDefaultRetentionArgs
                    {
                        Mode = settings.Trail.RetentionMode == RetentionMode.Compliance ? "COMPLIANCE" : "GOVERNANCE",
                        Days = settings.Trail.RetentionDays,
                    },
                },
            },
            afterVersioning
        );
        var guards = PrivateBucket.Guard($"{Names.Product}-trail", bucket, keyArn: Key.Arn);
        _ = new S3.BucketLifecycleConfiguration(
            $"{Names.Product}-trail",
            new()
            {
                Bucket = bucket.Id,
                Rules =
                {
                    new BucketLifecycleConfigurationRuleArgs
                    {
                        Id = "expire-after-the-lock",
                        Status = "Enabled",
                        Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = "AWSLogs/" },
                        // One day more than the lock, so that expiry never meets a version that is still locked.
                        Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { Days = settings.Trail.RetentionDays + 1 },
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
            afterVersioning
        );
        Ready = new S3.BucketPolicy(
            $"{Names.Product}-trail",
            new()
            {
                Bucket = bucket.Id,
                Policy = Documents.Fill(
                    "access/trail-bucket.json",
                    ("bucketArn", bucket.Arn),
                    ("trailArn", trailArn),
                    ("managementAccountId", organization.ManagementAccountId),
                    ("organizationId", organization.Id)
                ),
            },
            new() { Parent = bucket, DependsOn = (Resource[])[.. guards, objectLock] }
        );
    }

    /// <summary>The bucket's name, generated.</summary>
    public Output<string> Name { get; }

    /// <summary>The key that encrypts what is in it.</summary>
    public TrailKey Key { get; }

    /// <summary>What must exist before the trail: CloudTrail probes the bucket when the trail is created.</summary>
    public Resource Ready { get; }
}
