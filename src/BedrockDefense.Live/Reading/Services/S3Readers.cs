using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>Amazon S3: buckets, and settings of buckets that are separate resources.</summary>
public static class S3Readers
{
    private static readonly string[] Blocks = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

    public static IEnumerable<ResourceReader> All =>
        [
            Bucket,
            Setting(
                "bucketVersioning:BucketVersioning",
                "versioning",
                "GetBucketVersioning",
                told => new() { ["versioningConfiguration"] = Inputs.Of(("status", told.Find("Status")?.Value)) }
            ),
            Setting(
                "bucketObjectLockConfiguration:BucketObjectLockConfiguration",
                "object-lock",
                "GetObjectLockConfiguration",
                told =>
                    new()
                    {
                        ["rule"] = new JsonObject
                        {
                            ["defaultRetention"] = Inputs.Of(("mode", told.Find("Mode")?.Value), ("days", told.Find("Days")?.Value)),
                        },
                    }
            ),
            Setting(
                "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
                "encryption",
                "GetBucketEncryption",
                told => new() { ["rules"] = new JsonArray([.. Rules(told).Select(Encryption)]) }
            ),
            Setting(
                "bucketOwnershipControls:BucketOwnershipControls",
                "ownershipControls",
                "GetBucketOwnershipControls",
                told => new() { ["rule"] = Inputs.Of(("objectOwnership", told.Find("ObjectOwnership")?.Value)) }
            ),
            Setting(
                "bucketPublicAccessBlock:BucketPublicAccessBlock",
                "publicAccessBlock",
                "GetPublicAccessBlock",
                told => Inputs.Of(Blocks.Select(block => (block, (JsonNode?)told.Find(Upper(block))?.Value)))
            ),
            Setting(
                "bucketLifecycleConfiguration:BucketLifecycleConfiguration",
                "lifecycle",
                "GetBucketLifecycleConfiguration",
                told => new() { ["rules"] = new JsonArray([.. Rules(told).Select(Lifecycle)]) }
            ),
            new("aws:s3/bucketPolicy:BucketPolicy")
            {
                Read = async (place, resource) =>
                    new()
                    {
                        ["bucket"] = resource.Text("bucket"),
                        ["policy"] = await place
                            .Account.SendAsync(Ask(place, "GetBucketPolicy", $"/{resource.Text("bucket")}?policy"))
                            .ConfigureAwait(false),
                    },
            },
        ];

    /// <summary>Reads the rules of a bucket's lifecycle, as S3 tells them.</summary>
    /// <param name="place">The account and Region.</param>
    /// <param name="bucket">The bucket's name.</param>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static Task<XElement> LifecycleAsync(Place place, string bucket)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Account.XmlAsync(Ask(place, "GetBucketLifecycleConfiguration", $"/{bucket}?lifecycle"));
    }

    /// <summary>Reads the tags of a bucket, as S3 tells them.</summary>
    /// <param name="place">The account and Region.</param>
    /// <param name="bucket">The bucket's name.</param>
    /// <exception cref="AwsException">AWS refused to answer. A bucket without tags is the error <c>NoSuchTagSet</c>.</exception>
    public static Task<XElement> TagsAsync(Place place, string bucket)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Account.XmlAsync(Ask(place, "GetBucketTagging", $"/{bucket}?tagging"));
    }

    private static ResourceReader Bucket { get; } =
        new("aws:s3/bucket:Bucket")
        {
            Read = async (place, resource) =>
            {
                await place.Account.SendAsync(Ask(place, "HeadBucket", $"/{resource.Id}", HttpMethod.Head)).ConfigureAwait(false);
                var read = new JsonObject { ["bucket"] = resource.Id };
                if (resource.Inputs.ContainsKey("objectLockEnabled"))
                {
                    read["objectLockEnabled"] =
                        (
                            await place
                                .Account.XmlAsync(Ask(place, "GetObjectLockConfiguration", $"/{resource.Id}?object-lock"))
                                .ConfigureAwait(false)
                        ).Text("ObjectLockEnabled") == "Enabled";
                }

                return read;
            },
        };

    // Reads a sub-resource of a bucket, in XML.
    private static ResourceReader Setting(string type, string query, string operation, Func<XElement, JsonObject> read) =>
        new($"aws:s3/{type}")
        {
            Read = async (place, resource) =>
            {
                var told = read(
                    await place.Account.XmlAsync(Ask(place, operation, $"/{resource.Text("bucket")}?{query}")).ConfigureAwait(false)
                );
                told["bucket"] = resource.Text("bucket");
                return told;
            },
        };

    // A bucket's name belongs to whoever made it first. S3 refuses to answer for the bucket of another account (Amazon S3 User Guide,
    // "Verifying bucket ownership with bucket owner condition").
    private static AwsCall Ask(Place place, string operation, string path, HttpMethod? method = null) =>
        new("s3", place.Region, operation, method ?? HttpMethod.Get, path, null)
        {
            Headers = [("x-amz-expected-bucket-owner", place.Account.Id)],
        };

    private static JsonObject Encryption(XElement rule) =>
        Inputs.Of(
            (
                "applyServerSideEncryptionByDefault",
                Inputs.Of(("sseAlgorithm", rule.Find("SSEAlgorithm")?.Value), ("kmsMasterKeyId", rule.Find("KMSMasterKeyID")?.Value))
            ),
            ("bucketKeyEnabled", rule.Find("BucketKeyEnabled")?.Value)
        );

    private static JsonObject Lifecycle(XElement rule) =>
        Inputs.Of(
            ("id", rule.Find("ID")?.Value),
            ("status", rule.Find("Status")?.Value),
            ("filter", Inputs.Of(("prefix", rule.Find("Filter")?.Find("Prefix")?.Value))),
            ("expiration", Inputs.Of(("days", rule.Find("Expiration")?.Find("Days")?.Value))),
            ("noncurrentVersionExpiration", Inputs.Of(("noncurrentDays", rule.Find("NoncurrentDays")?.Value))),
            ("abortIncompleteMultipartUpload", Inputs.Of(("daysAfterInitiation", rule.Find("DaysAfterInitiation")?.Value)))
        );

    private static IEnumerable<XElement> Rules(XElement configuration) =>
        configuration.Elements().Where(element => element.Name.LocalName == "Rule");

    private static string Upper(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
