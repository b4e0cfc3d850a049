using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.S3.Inputs;
using S3 = Pulumi.Aws.S3;

namespace BedrockDefense.Infra.Trail;

/// <summary>
/// The bucket of the log files. It is private, versioned, encrypted, locked against deletion, and reachable over TLS only. Evidence must
/// outlive the stack, so <c>pulumi destroy</c> leaves the bucket and its key in the account.
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
        // The key comes after the bucket, because the key's policy names the bucket.
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
                        // Objects expire one day after their lock ends, so that expiry never meets a version that is still locked.
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
        Prerequisite = new S3.BucketPolicy(
            $"{Names.Product}-trail",
            new()
            {
                Bucket = bucket.Id,
                Policy = Documents.Fill(
                    "access/trail-bucket.json",
                    (Placeholder.TrailBucketArn, bucket.Arn),
                    (Placeholder.TrailArn, trailArn),
                    (Placeholder.ManagementAccountId, organization.ManagementAccountId),
                    (Placeholder.OrganizationId, organization.Id)
                ),
            },
            new() { Parent = bucket, DependsOn = (Resource[])[.. guards, objectLock] }
        );
    }

    /// <summary>The bucket's generated name.</summary>
    public Output<string> Name { get; }

    /// <summary>The key that encrypts the objects in the bucket.</summary>
    public TrailKey Key { get; }

    /// <summary>The resource that must exist before the trail, because CloudTrail tests the bucket when the trail is created.</summary>
    public Resource Prerequisite { get; }
}
