using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Live.Reading.Services;

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
                    var created = await SqsReaders.AttributesAsync(place, url).ConfigureAwait(false);
                    return new CreatedResource(url, created.Need("QueueArn")) { Outputs = { ["url"] = url } };
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
}
