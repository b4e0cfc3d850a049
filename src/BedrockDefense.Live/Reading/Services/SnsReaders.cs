using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>Amazon SNS: topics, their policies and subscriptions.</summary>
public static class SnsReaders
{
    private const string Service = "sns";

    public static IEnumerable<ResourceReader> All =>
        [
            new("aws:sns/topic:Topic")
            {
                Read = async (place, resource) =>
                {
                    var attributes = await AttributesAsync(place, "GetTopicAttributes", ("TopicArn", resource.Id)).ConfigureAwait(false);
                    return Inputs.Of(
                        ("name", Last(attributes["TopicArn"])),
                        ("kmsMasterKeyId", attributes.GetValueOrDefault("KmsMasterKeyId"))
                    );
                },
            },
            new("aws:sns/topicPolicy:TopicPolicy")
            {
                Read = async (place, resource) =>
                {
                    var attributes = await AttributesAsync(place, "GetTopicAttributes", ("TopicArn", resource.Text("arn")!))
                        .ConfigureAwait(false);
                    return Inputs.Of(("arn", attributes["TopicArn"]), ("policy", attributes["Policy"]));
                },
            },
            new("aws:sns/topicSubscription:TopicSubscription")
            {
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
            },
        ];

    private static async Task<Dictionary<string, string>> AttributesAsync(Place place, string operation, (string Name, string? Value) of)
    {
        var answer = await place.QueryAsync(Service, operation, of).ConfigureAwait(false);
        return answer
            .Descendants()
            .Where(element => element.Name.LocalName == "entry")
            .ToDictionary(entry => entry.Text("key"), entry => entry.Text("value"));
    }

    private static string Last(string arn) => arn[(arn.LastIndexOf(':') + 1)..];
}
