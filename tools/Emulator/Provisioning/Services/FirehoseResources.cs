using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>Amazon Data Firehose: streams to S3.</summary>
internal static class FirehoseResources
{
    private const string Service = "firehose";

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream")
            {
                Create = async (place, _, inputs) =>
                {
                    var created = await place.JsonAsync(Service, "CreateDeliveryStream", Request(inputs)).ConfigureAwait(false);
                    return new CreatedResource(created.Need("DeliveryStreamARN"), created.Need("DeliveryStreamARN"));
                },
                Delete = (place, resource) => place.JsonAsync(Service, "DeleteDeliveryStream", Named(resource.Text("name")!)),
            },
        ];

    /// <summary>
    /// Makes a stream in the Region of a filter that sends to the stream of another Region, since the emulator looks for it there. There is
    /// none to make for any other destination.
    /// </summary>
    public static async Task StandInAsync(Place place, string destination)
    {
        if (destination.Split(':') is not [_, _, Service, var region, _, var resource] || region == place.Region)
        {
            return;
        }

        try
        {
            var request = Named(resource.Split('/')[1]);
            request["ExtendedS3DestinationConfiguration"] = new JsonObject
            {
                ["RoleARN"] = $"arn:aws:iam::{place.Account.Id}:role/stand-in",
                ["BucketARN"] = "arn:aws:s3:::stand-in",
            };
            await place.JsonAsync(Service, "CreateDeliveryStream", request).ConfigureAwait(false);
        }
        catch (AwsException exception) when (exception.Code == "ResourceInUseException")
        {
            // An earlier filter of this Region has made it.
        }
    }

    private static JsonObject Named(string name) => new() { ["DeliveryStreamName"] = name };

    private static JsonObject Request(JsonObject inputs)
    {
        var (to, request) = (inputs["extendedS3Configuration"]!.AsObject(), Named(inputs.Need("name")));
        request["DeliveryStreamType"] = "DirectPut";
        if (inputs["serverSideEncryption"] is JsonObject encryption && encryption["enabled"]?.GetValue<bool>() is true)
        {
            request["DeliveryStreamEncryptionConfigurationInput"] = new JsonObject { ["KeyType"] = encryption["keyType"]?.DeepClone() };
        }

        request["ExtendedS3DestinationConfiguration"] = Inputs.Of(
            ("RoleARN", to["roleArn"]),
            ("BucketARN", to["bucketArn"]),
            ("Prefix", to["prefix"]),
            ("FileExtension", to["fileExtension"]),
            ("CompressionFormat", to["compressionFormat"]),
            ("BufferingHints", Inputs.Of(("SizeInMBs", to["bufferingSize"]), ("IntervalInSeconds", to["bufferingInterval"]))),
            (
                "EncryptionConfiguration",
                new JsonObject { ["KMSEncryptionConfig"] = new JsonObject { ["AWSKMSKeyARN"] = to["kmsKeyArn"]?.DeepClone() } }
            ),
            (
                "CloudWatchLoggingOptions",
                Inputs.Of(
                    ("Enabled", to["cloudwatchLoggingOptions"]?["enabled"]),
                    ("LogGroupName", to["cloudwatchLoggingOptions"]?["logGroupName"]),
                    ("LogStreamName", to["cloudwatchLoggingOptions"]?["logStreamName"])
                )
            )
        );
        return request;
    }
}
