using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Kms = Pulumi.Aws.Kms;

namespace BedrockDefense.Infra.Trail;

/// <summary>
/// The key that encrypts the trail's files, by way of the bucket's S3 Bucket Key; only this trail can use it to write.
/// CloudTrail and the readers are allowed both encryption contexts: the one that AWS documents for a trail, with the trail's
/// ARN in it (AWS CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail"), which files from before the bucket
/// key keep, and that of a bucket key, the bucket's ARN (Amazon S3 User Guide, "Changes to note before enabling an S3 Bucket
/// Key"). No page says whether a bucket key's context has the trail's ARN too; AWS's Security Reference Architecture, whose
/// trail bucket has a bucket key, allows CloudTrail no other.
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
                    ("accountId", account.Id),
                    ("partition", settings.HomeRegion.Partition),
                    ("managementAccountId", organization.ManagementAccountId),
                    ("trailArn", trailArn),
                    ("bucketArn", bucketArn)
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
