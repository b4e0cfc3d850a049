using BedrockDefense.Emulator.Moto;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Tests.Delivery;

/// <summary>
/// The topics of a rendered stack on the emulator, with their subscriptions and the queues of these, and a probe queue for each topic,
/// which gets everything.
/// </summary>
internal sealed class DeployedTopics
{
    // The most messages of one call (Amazon SNS API Reference, "PublishBatch").
    private const int BatchSize = 10;

    private readonly IAwsApi _account;
    private readonly string _region;
    private readonly Dictionary<string, string> _urls = [];
    private readonly Dictionary<string, string> _probes = [];

    private DeployedTopics(IAwsApi account, string region) => (_account, _region) = (account, region);

    /// <summary>The ARNs of the queues that the configuration subscribes.</summary>
    public IReadOnlyList<string> SubscribedQueues { get; private set; } = [];

    /// <summary>Creates the topics, subscriptions and queues.</summary>
    public static async Task<DeployedTopics> CreateAsync(IAwsApi account, string region, StackDeclaration stack)
    {
        var deployed = new DeployedTopics(account, region);
        foreach (var topic in stack.OfType("aws:sns/topic:Topic"))
        {
            var created = await account.QueryAsync("sns", region, "CreateTopic", ("Name", topic.Text("name")));
            Assert.Equal(topic.Arn, created.Text("TopicArn"));
            deployed._probes[topic.Arn!] = await deployed.QueueAsync($"probe-{topic.Text("name")}");
            await deployed.SubscribeAsync(topic.Arn!, "sqs", deployed._probes[topic.Arn!], filter: null, isRaw: true);
        }

        // The canary's queue is a resource of the stack and has the name of that resource.
        var subscriptions = stack
            .OfType("aws:sns/topicSubscription:TopicSubscription")
            .Where(subscription => subscription.Name != "canary")
            .ToList();
        foreach (var subscription in subscriptions)
        {
            if (subscription.Text("protocol") == "sqs")
            {
                await deployed.QueueAsync(subscription.Text("endpoint")!.Split(':')[5], subscription.Text("endpoint")!);
            }

            await deployed.SubscribeAsync(
                subscription.Text("topic")!,
                subscription.Text("protocol")!,
                subscription.Text("endpoint")!,
                subscription.Text("filterPolicy"),
                subscription.Inputs["rawMessageDelivery"]?.GetValue<bool>() ?? false
            );
        }

        deployed.SubscribedQueues =
        [
            .. subscriptions
                .Where(subscription => subscription.Text("protocol") == "sqs")
                .Select(subscription => subscription.Text("endpoint")!),
        ];
        return deployed;
    }

    /// <summary>Finds the probe queue of a topic.</summary>
    public string ProbeOf(string topicArn) => _probes[topicArn];

    /// <summary>Publishes messages, in the largest batches that SNS accepts.</summary>
    public async Task PublishAsync(string topicArn, IEnumerable<string> messages)
    {
        foreach (var batch in messages.Chunk(BatchSize))
        {
            var answer = await _account.QueryAsync(
                "sns",
                _region,
                "PublishBatch",
                [
                    ("TopicArn", topicArn),
                    .. batch.SelectMany(
                        (message, index) =>
                            new (string, string?)[]
                            {
                                ($"PublishBatchRequestEntries.member.{index + 1}.Id", $"{index}"),
                                ($"PublishBatchRequestEntries.member.{index + 1}.Message", message),
                            }
                    ),
                ]
            );
            Assert.Null(answer.Find("Failed")?.Find("member"));
        }
    }

    /// <summary>Reads what has arrived, by the ARN of the queue.</summary>
    public async Task<IReadOnlyList<(string Queue, string Message)>> DrainAsync()
    {
        List<(string, string)> delivered = [];
        foreach (var (arn, url) in _urls)
        {
            delivered.AddRange((await _account.DrainAsync(_region, url)).Select(message => (arn, message)));
        }

        return delivered;
    }

    private Task<string> QueueAsync(string name) => QueueAsync(name, $"arn:aws:sqs:{_region}:{_account.Id}:{name}");

    // The emulator looks for a subscribed queue in the topic's account, whatever account the queue's ARN names.
    private async Task<string> QueueAsync(string name, string arn)
    {
        _urls[arn] = await _account.CreateQueueAsync(_region, name);
        return arn;
    }

    private async Task SubscribeAsync(string topicArn, string protocol, string endpoint, string? filter, bool isRaw)
    {
        var attributes = new List<(string, string?)>
        {
            ("RawMessageDelivery", isRaw ? "true" : null),
            ("FilterPolicy", filter),
            ("FilterPolicyScope", filter is null ? null : "MessageBody"),
        };
        await _account.QueryAsync(
            "sns",
            _region,
            "Subscribe",
            [
                ("TopicArn", topicArn),
                ("Protocol", protocol),
                ("Endpoint", endpoint),
                ("ReturnSubscriptionArn", "true"),
                .. QueryProtocol.Entries("Attributes", attributes),
            ]
        );
    }
}
