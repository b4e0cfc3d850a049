using Pulumi;
using Pulumi.Aws.S3.Inputs;
using S3 = Pulumi.Aws.S3;

namespace BedrockDefense.Infra.Foundation;

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
            new S3.BucketPublicAccessBlock(
                name,
                new()
                {
                    Bucket = bucket.Id,
                    Region = region,
                    BlockPublicAcls = true,
                    BlockPublicPolicy = true,
                    IgnorePublicAcls = true,
                    RestrictPublicBuckets = true,
                },
                child
            ),
            new S3.BucketOwnershipControls(
                name,
                new()
                {
                    Bucket = bucket.Id,
                    Region = region,
                    Rule = new BucketOwnershipControlsRuleArgs { ObjectOwnership = "BucketOwnerEnforced" },
                },
                child
            ),
            new S3.BucketServerSideEncryptionConfiguration(
                name,
                new()
                {
                    Bucket = bucket.Id,
                    Region = region,
                    Rules = { keyArn is null ? OwnKey() : CustomerKey(keyArn) },
                },
                child
            ),
        ];
    }

    // Costs no KMS requests, so that there is nothing for a bucket key to save.
    private static BucketServerSideEncryptionConfigurationRuleArgs OwnKey() =>
        new()
        {
            ApplyServerSideEncryptionByDefault = new BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs
            {
                SseAlgorithm = "AES256",
            },
        };

    private static BucketServerSideEncryptionConfigurationRuleArgs CustomerKey(Input<string> keyArn) =>
        new()
        {
            ApplyServerSideEncryptionByDefault = new BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs
            {
                SseAlgorithm = "aws:kms",
                KmsMasterKeyId = keyArn,
            },
            // S3 asks KMS for one key that it uses for many files, where it would ask for every file that is read: "up to 99 percent"
            // fewer requests, of new objects only (Amazon S3 User Guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys").
            // It holds for every request that asks for SSE-KMS and does not switch it off in its header ("Configuring an S3 Bucket
            // Key at the object level"). Whether CloudTrail's do is not documented; that it then needs kms:Decrypt is ("Configure
            // AWS KMS key policies for CloudTrail"). What CloudTrail writes costs no KMS request either way ("How AWS CloudTrail
            // uses AWS KMS"), so that the saving is the readers'.
            BucketKeyEnabled = true,
        };
}
