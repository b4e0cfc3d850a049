using Pulumi;
using Pulumi.Aws.S3.Inputs;
using S3 = Pulumi.Aws.S3;

namespace BedrockDefense.Infra;

/// <summary>What every bucket of this stack has: no ACLs, no public access, encryption by default.</summary>
internal static class PrivateBucket
{
    /// <summary>Declares it.</summary>
    /// <param name="name">What the resources are called.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="region">Its Region; null for the provider's.</param>
    /// <param name="keyArn">The key that encrypts by default; null for S3's own.</param>
    /// <returns>What must exist before anything is written to the bucket.</returns>
    public static Resource[] Guard(string name, S3.Bucket bucket, Input<string>? region = null, Input<string>? keyArn = null)
    {
        var child = new CustomResourceOptions { Parent = bucket };
        return
        [
            new S3.BucketPublicAccessBlock(name, new()
            {
                Bucket = bucket.Id,
                Region = region,
                BlockPublicAcls = true,
                BlockPublicPolicy = true,
                IgnorePublicAcls = true,
                RestrictPublicBuckets = true,
            }, child),
            new S3.BucketOwnershipControls(name, new()
            {
                Bucket = bucket.Id,
                Region = region,
                Rule = new BucketOwnershipControlsRuleArgs { ObjectOwnership = "BucketOwnerEnforced" },
            }, child),
            new S3.BucketServerSideEncryptionConfiguration(name, new()
            {
                Bucket = bucket.Id,
                Region = region,
                Rules = { keyArn is null ? OwnKey() : CustomerKey(keyArn) },
            }, child),
        ];
    }

    private static BucketServerSideEncryptionConfigurationRuleArgs OwnKey() => new()
    {
        ApplyServerSideEncryptionByDefault = new BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs { SseAlgorithm = "AES256" },
    };

    private static BucketServerSideEncryptionConfigurationRuleArgs CustomerKey(Input<string> keyArn) => new()
    {
        ApplyServerSideEncryptionByDefault = new BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs
        {
            SseAlgorithm = "aws:kms",
            KmsMasterKeyId = keyArn,
        },
        // With a bucket key, CloudTrail would also need kms:Decrypt ("Configure AWS KMS key policies for CloudTrail").
        BucketKeyEnabled = false,
    };
}
