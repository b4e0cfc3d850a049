using System.Text.Json.Nodes;
using System.Xml.Linq;

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
                Delete = (place, resource) => place.QueryAsync(Service, "DeleteTopic", ("TopicArn", resource.Id)),
            },
            new("aws:sns/topicPolicy:TopicPolicy")
            {
                Create = async (place, _, inputs) =>
                {
                    await SetPolicyAsync(place, inputs.Need("arn"), inputs.Need("policy")).ConfigureAwait(false);
                    return new CreatedResource(inputs.Need("arn"));
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
                Delete = (place, resource) => place.QueryAsync(Service, "Unsubscribe", ("SubscriptionArn", resource.Id)),
            },
        ];

    private static Task<XElement> SetPolicyAsync(Place place, string topicArn, string policy) =>
        place.QueryAsync(Service, "SetTopicAttributes", ("TopicArn", topicArn), ("AttributeName", "Policy"), ("AttributeValue", policy));

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
}
