using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>Amazon S3: buckets, and settings of buckets that are separate resources.</summary>
internal static class S3Resources
{
    // The engine completes a generated name with seven digits, which differ each time, because names of buckets are globally unique.
    private static int _nextNumber = Random.Shared.Next(0x100_0000, 0xf00_0000);

    private static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static readonly string[] Blocks = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

    public static IEnumerable<ResourceKind> Kinds =>
        [
            Bucket,
            Setting(
                "bucketVersioning:BucketVersioning",
                "versioning",
                inputs => Element("VersioningConfiguration", Element("Status", inputs["versioningConfiguration"]!["status"])),
                delete: null
            ),
            Setting(
                "bucketObjectLockConfiguration:BucketObjectLockConfiguration",
                "object-lock",
                inputs =>
                    Element(
                        "ObjectLockConfiguration",
                        Element("ObjectLockEnabled", "Enabled"),
                        Element(
                            "Rule",
                            Element(
                                "DefaultRetention",
                                Element("Mode", inputs["rule"]!["defaultRetention"]!["mode"]),
                                Element("Days", inputs["rule"]!["defaultRetention"]!["days"])
                            )
                        )
                    ),
                delete: null
            ),
            Setting(
                "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
                "encryption",
                inputs =>
                    Element(
                        "ServerSideEncryptionConfiguration",
                        [.. inputs["rules"]!.AsArray().Select(rule => Encryption(rule!.AsObject()))]
                    ),
                delete: HttpMethod.Delete
            ),
            Setting(
                "bucketOwnershipControls:BucketOwnershipControls",
                "ownershipControls",
                inputs => Element("OwnershipControls", Element("Rule", Element("ObjectOwnership", inputs["rule"]!["objectOwnership"]))),
                delete: HttpMethod.Delete
            ),
            Setting(
                "bucketPublicAccessBlock:BucketPublicAccessBlock",
                "publicAccessBlock",
                inputs => Element("PublicAccessBlockConfiguration", [.. Blocks.Select(block => Element(Upper(block), inputs[block]))]),
                delete: HttpMethod.Delete
            ),
            Setting(
                "bucketLifecycleConfiguration:BucketLifecycleConfiguration",
                "lifecycle",
                inputs => Element("LifecycleConfiguration", [.. inputs["rules"]!.AsArray().Select(rule => Lifecycle(rule!.AsObject()))]),
                delete: HttpMethod.Delete
            ),
            new("aws:s3/bucketPolicy:BucketPolicy")
            {
                Create = async (place, _, inputs) =>
                {
                    await place
                        .Account.S3Async(
                            place.Region,
                            "PutBucketPolicy",
                            HttpMethod.Put,
                            $"/{inputs.Need("bucket")}?policy",
                            inputs.Need("policy")
                        )
                        .ConfigureAwait(false);
                    return new CreatedResource(inputs.Need("bucket"));
                },
                Delete = (place, resource) =>
                    place.Account.S3Async(place.Region, "DeleteBucketPolicy", HttpMethod.Delete, $"/{resource.Text("bucket")}?policy"),
            },
        ];

    private static ResourceKind Bucket { get; } =
        new("aws:s3/bucket:Bucket")
        {
            Create = async (place, name, inputs) =>
            {
                var bucket = inputs.Text("bucket") ?? $"{name}-{Interlocked.Increment(ref _nextNumber):x7}";
                var isLocked = inputs["objectLockEnabled"]?.GetValue<bool>() ?? false;
                var body =
                    place.Region == "us-east-1"
                        ? null
                        : Element("CreateBucketConfiguration", Element("LocationConstraint", place.Region)).ToString();
                await place
                    .Account.S3Async(
                        place.Region,
                        "CreateBucket",
                        HttpMethod.Put,
                        $"/{bucket}",
                        body,
                        isLocked ? [("x-amz-bucket-object-lock-enabled", "true")] : []
                    )
                    .ConfigureAwait(false);
                return new CreatedResource(bucket, $"arn:{Aws.AwsRegion.Find(place.Region)!.Partition}:s3:::{bucket}");
            },
            Delete = (place, resource) => place.Account.S3Async(place.Region, "DeleteBucket", HttpMethod.Delete, $"/{resource.Id}"),
        };

    // Declares a sub-resource of a bucket, in XML. Some sub-resources cannot be deleted, and the provider leaves those as they are.
    private static ResourceKind Setting(string type, string query, Func<JsonObject, XElement> write, HttpMethod? delete) =>
        new($"aws:s3/{type}")
        {
            Create = async (place, _, inputs) =>
            {
                await place
                    .Account.S3Async(
                        place.Region,
                        $"Put {query}",
                        HttpMethod.Put,
                        Path(inputs.Need("bucket"), query),
                        write(inputs).ToString(SaveOptions.DisableFormatting)
                    )
                    .ConfigureAwait(false);
                return new CreatedResource(inputs.Need("bucket"));
            },
            Delete = (place, resource) =>
                delete is null
                    ? Task.CompletedTask
                    : place.Account.S3Async(place.Region, $"Delete {query}", delete, Path(resource.Text("bucket")!, query)),
        };

    private static XElement Encryption(JsonObject rule)
    {
        var byDefault = rule["applyServerSideEncryptionByDefault"]!;
        return Element(
            "Rule",
            Element(
                "ApplyServerSideEncryptionByDefault",
                Element("SSEAlgorithm", byDefault["sseAlgorithm"]),
                Optional("KMSMasterKeyID", byDefault["kmsMasterKeyId"])
            ),
            Optional("BucketKeyEnabled", rule["bucketKeyEnabled"])
        );
    }

    private static XElement Lifecycle(JsonObject rule) =>
        Element(
            "Rule",
            Element("ID", rule["id"]),
            Element("Status", rule["status"]),
            Element("Filter", Element("Prefix", rule["filter"]!["prefix"])),
            Nested("Expiration", "Days", rule["expiration"]?["days"]),
            Nested("NoncurrentVersionExpiration", "NoncurrentDays", rule["noncurrentVersionExpiration"]?["noncurrentDays"]),
            Nested("AbortIncompleteMultipartUpload", "DaysAfterInitiation", rule["abortIncompleteMultipartUpload"]?["daysAfterInitiation"])
        );

    private static string Path(string bucket, string query) => $"/{bucket}?{query}";

    private static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    private static XElement Element(string name, JsonNode? value) => new(Namespace + name, Inputs.Form(value!.AsValue()));

    private static XElement? Optional(string name, JsonNode? value) => value is null ? null : Element(name, value);

    private static XElement? Nested(string name, string inner, JsonNode? value) =>
        value is null ? null : Element(name, Element(inner, value));

    private static string Upper(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
