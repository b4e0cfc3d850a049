using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>Amazon SQS: queues and their policies.</summary>
internal static class SqsResources
{
    private const string Service = "sqs";

    private static readonly (string Input, string Attribute)[] Names =
    [
        ("messageRetentionSeconds", "MessageRetentionPeriod"),
        ("kmsMasterKeyId", "KmsMasterKeyId"),
        ("sqsManagedSseEnabled", "SqsManagedSseEnabled"),
    ];

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:sqs/queue:Queue")
            {
                Create = async (place, _, inputs) =>
                {
                    var attributes = Inputs.Of(Names.Select(name => (name.Attribute, (JsonNode?)inputs.Form(name.Input))));
                    var url = await place.Account.CreateQueueAsync(place.Region, inputs.Need("name"), attributes).ConfigureAwait(false);
                    var created = await AttributesAsync(place, url).ConfigureAwait(false);
                    return new CreatedResource(url, created.Need("QueueArn")) { Outputs = { ["url"] = url } };
                },
                Read = async (place, resource) =>
                {
                    var attributes = await AttributesAsync(place, resource.Id).ConfigureAwait(false);
                    return Inputs.Of([
                        ("name", attributes.Need("QueueArn").Split(':')[^1]),
                        .. Names.Select(name => (name.Input, attributes[name.Attribute])),
                    ]);
                },
                Delete = (place, resource) => place.JsonAsync(Service, "DeleteQueue", new() { ["QueueUrl"] = resource.Id }),
            },
            new("aws:sqs/queuePolicy:QueuePolicy")
            {
                Create = async (place, _, inputs) =>
                {
                    await SetPolicyAsync(place, inputs.Need("queueUrl"), inputs.Need("policy")).ConfigureAwait(false);
                    return new CreatedResource(inputs.Need("queueUrl"));
                },
                Read = async (place, resource) =>
                {
                    var url = resource.Text("queueUrl")!;
                    return Inputs.Of(("queueUrl", url), ("policy", (await AttributesAsync(place, url).ConfigureAwait(false))["Policy"]));
                },
                Delete = (place, resource) => SetPolicyAsync(place, resource.Text("queueUrl")!, ""),
            },
        ];

    private static Task<JsonObject> SetPolicyAsync(Place place, string url, string policy) =>
        place.JsonAsync(
            Service,
            "SetQueueAttributes",
            new()
            {
                ["QueueUrl"] = url,
                ["Attributes"] = new JsonObject { ["Policy"] = policy },
            }
        );

    private static async Task<JsonObject> AttributesAsync(Place place, string url) =>
        (
            await place
                .JsonAsync(Service, "GetQueueAttributes", new() { ["QueueUrl"] = url, ["AttributeNames"] = new JsonArray("All") })
                .ConfigureAwait(false)
        )["Attributes"]!.AsObject();
}
