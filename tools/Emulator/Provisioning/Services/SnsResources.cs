using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>Amazon SNS: topics, their policies and subscriptions.</summary>
internal static class SnsResources
{
    private const string Service = "sns";

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:sns/topic:Topic")
            {
                Create = async (place, _, inputs) =>
                {
                    var created = await place
                        .QueryAsync(
                            Service,
                            "CreateTopic",
                            [
                                ("Name", inputs.Need("name")),
                                .. QueryProtocol.Entries("Attributes", [("KmsMasterKeyId", inputs.Text("kmsMasterKeyId"))]),
                            ]
                        )
                        .ConfigureAwait(false);
                    return new CreatedResource(created.Text("TopicArn"), created.Text("TopicArn"));
                },
                Read = async (place, resource) =>
                {
                    var attributes = await AttributesAsync(place, "GetTopicAttributes", ("TopicArn", resource.Id)).ConfigureAwait(false);
                    return Inputs.Of(
                        ("name", LastPart(attributes["TopicArn"])),
                        ("kmsMasterKeyId", attributes.GetValueOrDefault("KmsMasterKeyId"))
                    );
                },
                Delete = (place, resource) => place.QueryAsync(Service, "DeleteTopic", ("TopicArn", resource.Id)),
            },
            new("aws:sns/topicPolicy:TopicPolicy")
            {
                Create = async (place, _, inputs) =>
                {
                    await SetPolicyAsync(place, inputs.Need("arn"), inputs.Need("policy")).ConfigureAwait(false);
                    return new CreatedResource(inputs.Need("arn"));
                },
                Read = async (place, resource) =>
                {
                    var attributes = await AttributesAsync(place, "GetTopicAttributes", ("TopicArn", resource.Text("arn")!))
                        .ConfigureAwait(false);
                    return Inputs.Of(("arn", attributes["TopicArn"]), ("policy", attributes["Policy"]));
                },
                // Like the provider, this restores the owner's default policy, because a topic always has a policy.
                Delete = (place, resource) => SetPolicyAsync(place, resource.Text("arn")!, OwnersPolicy(resource.Text("arn")!)),
            },
            new("aws:sns/topicSubscription:TopicSubscription")
            {
                Create = async (place, _, inputs) =>
                {
                    var attributes = new (string, string?)[]
                    {
                        ("FilterPolicy", inputs.Text("filterPolicy")),
                        ("FilterPolicyScope", inputs.Text("filterPolicyScope")),
                        ("RawMessageDelivery", inputs.Form("rawMessageDelivery")),
                        ("SubscriptionRoleArn", inputs.Text("subscriptionRoleArn")),
                    };
                    var created = await place
                        .QueryAsync(
                            Service,
                            "Subscribe",
                            [
                                ("TopicArn", inputs.Need("topic")),
                                ("Protocol", inputs.Need("protocol")),
                                ("Endpoint", inputs.Need("endpoint")),
                                ("ReturnSubscriptionArn", "true"),
                                .. QueryProtocol.Entries("Attributes", attributes),
                            ]
                        )
                        .ConfigureAwait(false);
                    return new CreatedResource(created.Text("SubscriptionArn"), created.Text("SubscriptionArn"))
                    {
                        Outputs = { ["pendingConfirmation"] = false, ["confirmationWasAuthenticated"] = true },
                    };
                },
                Read = async (place, resource) =>
                {
                    var attributes = await AttributesAsync(place, "GetSubscriptionAttributes", ("SubscriptionArn", resource.Id))
                        .ConfigureAwait(false);
                    return Inputs.Of(
                        ("topic", attributes["TopicArn"]),
                        ("protocol", attributes["Protocol"]),
                        ("endpoint", attributes["Endpoint"]),
                        ("filterPolicy", attributes.GetValueOrDefault("FilterPolicy")),
                        ("filterPolicyScope", attributes.GetValueOrDefault("FilterPolicyScope")),
                        ("rawMessageDelivery", attributes.GetValueOrDefault("RawMessageDelivery")),
                        ("subscriptionRoleArn", attributes.GetValueOrDefault("SubscriptionRoleArn"))
                    );
                },
                Delete = (place, resource) => place.QueryAsync(Service, "Unsubscribe", ("SubscriptionArn", resource.Id)),
            },
        ];

    private static Task<XElement> SetPolicyAsync(Place place, string topicArn, string policy) =>
        place.QueryAsync(Service, "SetTopicAttributes", ("TopicArn", topicArn), ("AttributeName", "Policy"), ("AttributeValue", policy));

    private static async Task<Dictionary<string, string>> AttributesAsync(Place place, string operation, (string Name, string? Value) of)
    {
        var answer = await place.QueryAsync(Service, operation, of).ConfigureAwait(false);
        return answer
            .Descendants()
            .Where(element => element.Name.LocalName == "entry")
            .ToDictionary(entry => entry.Text("key"), entry => entry.Text("value"));
    }

    private static string OwnersPolicy(string topicArn) =>
        new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(
                new JsonObject
                {
                    ["Effect"] = "Allow",
                    ["Principal"] = new JsonObject { ["AWS"] = topicArn.Split(':')[4] },
                    ["Action"] = "sns:*",
                    ["Resource"] = topicArn,
                }
            ),
        }.ToJsonString();

    private static string LastPart(string arn) => arn[(arn.LastIndexOf(':') + 1)..];
}
