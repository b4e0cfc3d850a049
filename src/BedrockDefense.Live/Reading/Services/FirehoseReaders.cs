using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>Amazon Data Firehose: streams to S3.</summary>
public static class FirehoseReaders
{
    private const string Service = "firehose";

    public static IEnumerable<ResourceReader> All =>
        [
            new("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream")
            {
                Read = async (place, resource) =>
                {
                    var stream = await DescribeAsync(place, resource.Text("name")!).ConfigureAwait(false);
                    var to = BucketOf(stream);
                    return Inputs.Of(
                        ("name", stream["DeliveryStreamName"]),
                        ("destination", to is null ? null : "extended_s3"),
                        ("serverSideEncryption", Encryption(stream["DeliveryStreamEncryptionConfiguration"] as JsonObject)),
                        ("extendedS3Configuration", to is null ? null : Destination(to))
                    );
                },
            },
        ];

    /// <summary>Describes a stream.</summary>
    public static async Task<JsonObject> DescribeAsync(Place place, string name) =>
        (await place.JsonAsync(Service, "DescribeDeliveryStream", new() { ["DeliveryStreamName"] = name }).ConfigureAwait(false))[
            "DeliveryStreamDescription"
        ]!.AsObject();

    /// <summary>Reads how a stream writes to its bucket; null where it writes elsewhere.</summary>
    public static JsonObject? BucketOf(JsonObject stream) =>
        (stream["Destinations"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Select(destination => destination["ExtendedS3DestinationDescription"])
            .OfType<JsonObject>()
            .FirstOrDefault();

    private static JsonObject? Encryption(JsonObject? encryption) =>
        encryption?.Text("Status") is null
            ? null
            : Inputs.Of(
                // A stream that is being encrypted says ENABLING, and takes records encrypted only afterwards.
                ("enabled", encryption.Text("Status") == "ENABLED"),
                ("keyType", encryption["KeyType"]),
                ("keyArn", encryption["KeyARN"])
            );

    private static JsonObject Destination(JsonObject to)
    {
        var (buffer, logging) = (to["BufferingHints"] as JsonObject, to["CloudWatchLoggingOptions"] as JsonObject);
        return Inputs.Of(
            ("bucketArn", to["BucketARN"]),
            ("roleArn", to["RoleARN"]),
            ("prefix", to["Prefix"]),
            ("errorOutputPrefix", to["ErrorOutputPrefix"] is { } given && given.ToString().Length > 0 ? given : null),
            ("fileExtension", to["FileExtension"]),
            ("kmsKeyArn", to["EncryptionConfiguration"]?["KMSEncryptionConfig"]?["AWSKMSKeyARN"]),
            ("bufferingInterval", buffer?["IntervalInSeconds"]),
            ("bufferingSize", buffer?["SizeInMBs"]),
            ("compressionFormat", to["CompressionFormat"]),
            (
                "cloudwatchLoggingOptions",
                logging is null
                    ? null
                    : Inputs.Of(
                        ("enabled", logging["Enabled"]),
                        ("logGroupName", logging["LogGroupName"]),
                        ("logStreamName", logging["LogStreamName"])
                    )
            )
        );
    }
}
