using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Kms = Pulumi.Aws.Kms;

namespace BedrockDefense.Infra.Trail;

/// <summary>
/// The key that encrypts the trail's files through the bucket's S3 Bucket Key. Only this trail can use it to write. CloudTrail and the
/// readers are allowed two encryption contexts. The first is the one that AWS documents for a trail, with the trail's ARN (AWS CloudTrail
/// User Guide, "Configure AWS KMS key policies for CloudTrail"). Files from before the bucket key keep it. The second is the context of a
/// bucket key, the bucket's ARN (Amazon S3 User Guide, "Changes to note before enabling an S3 Bucket Key"). No page says whether a bucket
/// key's context also has the trail's ARN. AWS's Security Reference Architecture has a trail bucket with a bucket key, and allows
/// CloudTrail no other context.
/// </summary>
internal sealed class TrailKey
{
    public TrailKey(
        string trailArn,
        Input<string> bucketArn,
        DefenseSettings settings,
        OrganizationFacts organization,
        TargetAccount account,
        Resource parent
    )
    {
        var key = new Kms.Key(
            $"{Names.Product}-trail",
            new()
            {
                Description = "Encrypts the log files of the BedrockDefense organization trail.",
                EnableKeyRotation = true,
                DeletionWindowInDays = 30,
                Policy = Documents.Fill(
                    "access/trail-key.json",
                    (Placeholder.AccountId, account.Id),
                    (Placeholder.Partition, settings.HomeRegion.Partition),
                    (Placeholder.ManagementAccountId, organization.ManagementAccountId),
                    (Placeholder.TrailArn, trailArn),
                    (Placeholder.TrailBucketArn, bucketArn)
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
            $"{Names.Product}-trail",
            new() { Name = $"alias/{Names.Product}-trail", TargetKeyId = key.KeyId },
            new() { Parent = parent, Provider = account.Provider }
        );
        Arn = key.Arn;
    }

    /// <summary>The key's ARN.</summary>
    public Output<string> Arn { get; }
}
