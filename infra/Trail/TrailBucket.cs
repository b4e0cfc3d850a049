using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
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
        var bucket = new LockedBucket(
            $"{Names.Product}-trail",
            "AWSLogs/",
            settings.Trail.RetentionMode,
            settings.Trail.RetentionDays,
            // The key comes after the bucket, because the key's policy names the bucket.
            bucket => (Key = new TrailKey(trailArn, bucket.Arn, settings, organization, account, parent)).Arn,
            account,
            parent
        );
        Name = bucket.Bucket.Id;
        Prerequisite = new S3.BucketPolicy(
            $"{Names.Product}-trail",
            new()
            {
                Bucket = Name,
                Policy = Documents.Fill(
                    "access/trail-bucket.json",
                    (Placeholder.TrailBucketArn, bucket.Bucket.Arn),
                    (Placeholder.TrailArn, trailArn),
                    (Placeholder.ManagementAccountId, organization.ManagementAccountId),
                    (Placeholder.OrganizationId, organization.Id)
                ),
            },
            new() { Parent = bucket.Bucket, DependsOn = bucket.Guards }
        );
    }

    /// <summary>The bucket's generated name.</summary>
    public Output<string> Name { get; }

    /// <summary>The key that encrypts the objects in the bucket.</summary>
    public TrailKey Key { get; private set; } = null!;

    /// <summary>The resource that must exist before the trail, because CloudTrail tests the bucket when the trail is created.</summary>
    public Resource Prerequisite { get; }
}
