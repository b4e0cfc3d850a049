using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.S3.Inputs;
using S3 = Pulumi.Aws.S3;

namespace BedrockDefense.Infra.Hunting;

/// <summary>
/// The bucket of the queries' results: private, and encrypted with S3's own key. Old results are deleted. A query can be run again, so the
/// bucket is deleted with the stack.
/// </summary>
internal sealed class ResultsBucket
{
    private const string Resource = $"{Names.Product}-hunts";

    public ResultsBucket(DefenseSettings settings, Resource parent)
    {
        var bucket = new S3.Bucket(Resource, new() { ForceDestroy = true }, new() { Parent = parent });
        Name = bucket.Id;
        var guards = PrivateBucket.Guard(Resource, bucket);
        _ = new S3.BucketLifecycleConfiguration(
            Resource,
            new()
            {
                Bucket = bucket.Id,
                Rules =
                {
                    new BucketLifecycleConfigurationRuleArgs
                    {
                        Id = "expire",
                        Status = "Enabled",
                        Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = "" },
                        Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { Days = settings.Hunting.ResultsRetentionDays },
                        AbortIncompleteMultipartUpload = new BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs
                        {
                            DaysAfterInitiation = 1,
                        },
                    },
                },
            },
            new() { Parent = bucket }
        );
        Prerequisite = new S3.BucketPolicy(
            Resource,
            new()
            {
                Bucket = bucket.Id,
                Policy = Documents.Fill("access/hunt-results-bucket.json", (Placeholder.HuntResultsBucketArn, bucket.Arn)),
            },
            new() { Parent = bucket, DependsOn = guards }
        );
    }

    /// <summary>The bucket's generated name.</summary>
    public Output<string> Name { get; }

    /// <summary>The resource that must exist before the first result is written.</summary>
    public Resource Prerequisite { get; }
}
