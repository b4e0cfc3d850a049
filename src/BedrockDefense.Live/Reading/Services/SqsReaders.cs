using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>Amazon SQS: queues and their policies.</summary>
public static class SqsReaders
{
    private const string Service = "sqs";

    private static readonly (string Input, string Attribute)[] Names =
    [
        ("messageRetentionSeconds", "MessageRetentionPeriod"),
        ("kmsMasterKeyId", "KmsMasterKeyId"),
        ("sqsManagedSseEnabled", "SqsManagedSseEnabled"),
    ];

    public static IEnumerable<ResourceReader> All =>
        [
            new("aws:sqs/queue:Queue")
            {
                Read = async (place, resource) =>
                {
                    var attributes = await AttributesAsync(place, resource.Id).ConfigureAwait(false);
                    return Inputs.Of([
                        ("name", attributes.Need("QueueArn").Split(':')[^1]),
                        .. Names.Select(name => (name.Input, attributes[name.Attribute])),
                    ]);
                },
            },
            new("aws:sqs/queuePolicy:QueuePolicy")
            {
                Read = async (place, resource) =>
                {
                    var url = resource.Text("queueUrl")!;
                    return Inputs.Of(("queueUrl", url), ("policy", (await AttributesAsync(place, url).ConfigureAwait(false))["Policy"]));
                },
            },
        ];

    /// <summary>Reads all attributes of a queue.</summary>
    public static async Task<JsonObject> AttributesAsync(Place place, string url) =>
        (
            await place
                .JsonAsync(Service, "GetQueueAttributes", new() { ["QueueUrl"] = url, ["AttributeNames"] = new JsonArray("All") })
                .ConfigureAwait(false)
        )["Attributes"]!.AsObject();
}
