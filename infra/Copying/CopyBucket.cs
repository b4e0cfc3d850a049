using BedrockDefense.Aws;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Kms = Pulumi.Aws.Kms;
using S3 = Pulumi.Aws.S3;

namespace BedrockDefense.Infra.Copying;

/// <summary>
/// The bucket and the key of the copies. Only the role of the stream may write to the bucket. Like the trail's, both outlive the stack. The
/// stream encrypts with the bucket's ARN as encryption context, or with that of an object where the bucket key is not used (Amazon S3 User
/// Guide, "Using server-side encryption with AWS KMS keys"; "Changes to note before enabling an S3 Bucket Key").
/// </summary>
internal sealed class CopyBucket
{
    /// <summary>The beginning of the keys of all copies.</summary>
    public const string Prefix = "invocations/";

    public CopyBucket(CopySettings copies, DefenseSettings settings, TargetAccount account, Resource parent)
    {
        var locked = new LockedBucket(
            Names.Copies,
            Prefix,
            copies.RetentionMode,
            copies.RetentionDays,
            bucket => KeyArn = Key(bucket, settings, account, parent).Arn,
            account,
            parent
        );
        Bucket = locked.Bucket;
        Prerequisite = new S3.BucketPolicy(
            Names.Copies,
            new()
            {
                Bucket = Bucket.Id,
                Policy = Documents.Fill(
                    "access/copies-bucket.json",
                    (Placeholder.AccountId, account.Id),
                    (Placeholder.CopiesBucketArn, Bucket.Arn),
                    (Placeholder.Partition, settings.HomeRegion.Partition),
                    (Placeholder.Product, Names.Product)
                ),
            },
            new() { Parent = Bucket, DependsOn = locked.Guards }
        );
    }

    /// <summary>The bucket.</summary>
    public S3.Bucket Bucket { get; }

    /// <summary>The key that encrypts the copies.</summary>
    public Output<string> KeyArn { get; private set; } = null!;

    /// <summary>The resource that must exist before anything is copied.</summary>
    public Resource Prerequisite { get; }

    private static Kms.Key Key(S3.Bucket bucket, DefenseSettings settings, TargetAccount account, Resource parent)
    {
        var key = new Kms.Key(
            Names.Copies,
            new()
            {
                Description = "Encrypts the copies of BedrockDefense of model invocations.",
                EnableKeyRotation = true,
                DeletionWindowInDays = 30,
                Policy = Documents.Fill(
                    "access/copies-key.json",
                    (Placeholder.AccountId, account.Id),
                    (Placeholder.CopiesBucketArn, bucket.Arn),
                    (Placeholder.DnsSuffix, AwsPartition.Find(settings.HomeRegion.Partition).DnsSuffix),
                    (Placeholder.Partition, settings.HomeRegion.Partition),
                    (Placeholder.Product, Names.Product),
                    (Placeholder.Region, settings.HomeRegion.Code)
                ),
            },
            new()
            {
                Parent = parent,
                Provider = account.Provider,
                RetainOnDelete = true,
            }
        );
        _ = new Kms.Alias(
            Names.Copies,
            new() { Name = $"alias/{Names.Copies}", TargetKeyId = key.KeyId },
            new() { Parent = parent, Provider = account.Provider }
        );
        return key;
    }
}
