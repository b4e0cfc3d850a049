using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.S3.Inputs;
using S3 = Pulumi.Aws.S3;

namespace BedrockDefense.Infra.Placement;

/// <summary>
/// A bucket of evidence. It is private, versioned, encrypted with a customer managed key, and locked against deletion. Evidence must
/// outlive the stack, so <c>pulumi destroy</c> leaves the bucket in the account. Who declares it adds its policy, after
/// <see cref="Guards"/>.
/// </summary>
internal sealed class LockedBucket
{
    /// <summary>Declares the bucket.</summary>
    /// <param name="name">The name of the resources. AWS gets a name that begins with it.</param>
    /// <param name="prefix">The beginning of the keys of everything that is written to the bucket.</param>
    /// <param name="mode">The Object Lock mode.</param>
    /// <param name="days">How many days every object is locked.</param>
    /// <param name="keyOf">Declares the key of a bucket and gives the key's ARN.</param>
    /// <param name="account">The account of the bucket.</param>
    /// <param name="parent">The component that the bucket belongs to.</param>
    public LockedBucket(
        string name,
        string prefix,
        RetentionMode mode,
        int days,
        Func<S3.Bucket, Input<string>> keyOf,
        TargetAccount account,
        Resource parent
    )
    {
        Bucket = new S3.Bucket(
            name,
            new() { ObjectLockEnabled = true },
            new()
            {
                Parent = parent,
                Provider = account.Provider,
                RetainOnDelete = true,
            }
        );
        var key = keyOf(Bucket);
        var versioning = new S3.BucketVersioning(
            name,
            new()
            {
                Bucket = Bucket.Id,
                VersioningConfiguration = new BucketVersioningVersioningConfigurationArgs { Status = "Enabled" },
            },
            new() { Parent = Bucket }
        );
        var afterVersioning = new CustomResourceOptions { Parent = Bucket, DependsOn = { versioning } };
        var objectLock = new S3.BucketObjectLockConfiguration(
            name,
            new()
            {
                Bucket = Bucket.Id,
                Rule = new BucketObjectLockConfigurationRuleArgs
                {
                    DefaultRetention = new BucketObjectLockConfigurationRuleDefaultRetentionArgs
                    {
                        Mode = mode == RetentionMode.Compliance ? "COMPLIANCE" : "GOVERNANCE",
                        Days = days,
                    },
                },
            },
            afterVersioning
        );
        var guards = PrivateBucket.Guard(name, Bucket, keyArn: key);
        _ = new S3.BucketLifecycleConfiguration(
            name,
            new()
            {
                Bucket = Bucket.Id,
                Rules =
                {
                    new BucketLifecycleConfigurationRuleArgs
                    {
                        Id = "expire-after-the-lock",
                        Status = "Enabled",
                        Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = prefix },
                        // Objects expire one day after their lock ends, so that expiry never meets a version that is still locked.
                        Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { Days = days + 1 },
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
        Guards = [.. guards, objectLock];
    }

    /// <summary>The bucket.</summary>
    public S3.Bucket Bucket { get; }

    /// <summary>The resources that must exist before anything is written to the bucket.</summary>
    public Resource[] Guards { get; }
}
