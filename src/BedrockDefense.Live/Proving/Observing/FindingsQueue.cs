using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Proving.Keeping;
using BedrockDefense.Live.Reading;

namespace BedrockDefense.Live.Proving.Observing;

/// <summary>A queue that gets the messages of the findings topic.</summary>
internal sealed class FindingsQueue
{
    // The most that one call returns (Amazon SQS API Reference, "ReceiveMessage").
    private const int Batch = 10;

    // Others may fill the queue faster than it is read.
    private const int MostBatches = 100;

    private readonly Place _place;
    private readonly string _url;

    private readonly bool _isTemporary;

    private FindingsQueue(Place place, string url, bool isTemporary) => (_place, _url, _isTemporary) = (place, url, isTemporary);

    /// <summary>Takes a queue that is subscribed already.</summary>
    public static FindingsQueue Existing(Place place, string url) => new(place, url, isTemporary: false);

    /// <summary>Creates a queue and subscribes it. The journal is told first.</summary>
    /// <param name="topic">The place of the topic.</param>
    /// <param name="topicArn">The topic.</param>
    /// <param name="journal">Is told of the queue.</param>
    /// <exception cref="AwsException">AWS refused.</exception>
    public static async Task<FindingsQueue> CreateAsync(Place topic, string topicArn, ProofJournal journal)
    {
        var queue = new ProofJournal.TemporarySubscriber(journal.Content.Run, topicArn);
        journal.Set(queue);
        var arn = ArnOf(queue);
        var created = await topic
            .JsonAsync(
                "sqs",
                "CreateQueue",
                new()
                {
                    ["QueueName"] = queue.Name,
                    ["Attributes"] = new JsonObject
                    {
                        ["SqsManagedSseEnabled"] = "true",
                        ["MessageRetentionPeriod"] = "3600",
                        ["Policy"] = PolicyOf(arn, topicArn).ToJsonString(JsonText.Options),
                    },
                }
            )
            .ConfigureAwait(false);
        await topic
            .QueryAsync(
                "sns",
                "Subscribe",
                [
                    ("TopicArn", topicArn),
                    ("Protocol", "sqs"),
                    ("Endpoint", arn),
                    ("ReturnSubscriptionArn", "true"),
                    .. QueryProtocol.Entries("Attributes", [("RawMessageDelivery", "true")]),
                ]
            )
            .ConfigureAwait(false);
        return new FindingsQueue(topic, created.Need("QueueUrl"), isTemporary: true);
    }

    /// <summary>Removes a queue and its subscription, as far as they exist.</summary>
    /// <exception cref="AwsException">AWS refused, or one of them is still there.</exception>
    public static async Task RemoveAsync(Place topic, ProofJournal.TemporarySubscriber queue)
    {
        var arn = ArnOf(queue);
        foreach (var subscription in await SubscriptionsAsync(topic, queue.TopicArn, arn).ConfigureAwait(false))
        {
            await topic.QueryAsync("sns", "Unsubscribe", ("SubscriptionArn", subscription)).ConfigureAwait(false);
        }

        if (await UrlAsync(topic, queue.Name).ConfigureAwait(false) is { } url)
        {
            await topic.JsonAsync("sqs", "DeleteQueue", new() { ["QueueUrl"] = url }).ConfigureAwait(false);
        }

        if ((await SubscriptionsAsync(topic, queue.TopicArn, arn).ConfigureAwait(false)).Count > 0)
        {
            throw new AwsException("Unsubscribe", topic.Account.Id, topic.Region, $"{arn} is still subscribed to {queue.TopicArn}");
        }
    }

    /// <summary>
    /// Reads messages that have arrived, at most 1,000. Those for which <paramref name="take"/> says so are deleted; in a temporary queue
    /// the others too, so that none is read twice.
    /// </summary>
    /// <returns>How many were read.</returns>
    /// <exception cref="AwsException">AWS refused.</exception>
    public async Task<int> ReceiveAsync(Func<string, bool> take)
    {
        var read = 0;
        for (var batch = 0; batch < MostBatches; batch++)
        {
            var answer = await _place
                .JsonAsync(
                    "sqs",
                    "ReceiveMessage",
                    new()
                    {
                        ["QueueUrl"] = _url,
                        ["MaxNumberOfMessages"] = Batch,
                        ["WaitTimeSeconds"] = 0,
                    }
                )
                .ConfigureAwait(false);
            var messages = (answer["Messages"] as JsonArray ?? []).OfType<JsonObject>().ToList();
            if (messages.Count == 0)
            {
                break;
            }

            read += messages.Count;
            foreach (var message in messages.Where(message => take(Delivered(message.Text("Body") ?? "")) || _isTemporary))
            {
                await _place
                    .JsonAsync("sqs", "DeleteMessage", new() { ["QueueUrl"] = _url, ["ReceiptHandle"] = message.Text("ReceiptHandle") })
                    .ConfigureAwait(false);
            }
        }

        return read;
    }

    // Without raw delivery, SNS wraps a message (Amazon SNS Developer Guide, "Amazon SNS raw message delivery").
    private static string Delivered(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject { Count: > 0 } envelope && envelope["Type"]?.ToString() == "Notification"
                ? envelope["Message"]?.ToString() ?? body
                : body;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return body;
        }
    }

    private static string ArnOf(ProofJournal.TemporarySubscriber queue)
    {
        var topic = queue.TopicArn.Split(':');
        return $"arn:{topic[1]}:sqs:{topic[3]}:{topic[4]}:{queue.Name}";
    }

    private static JsonObject PolicyOf(string queueArn, string topicArn) =>
        new()
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(
                new JsonObject
                {
                    ["Sid"] = "FindingsTopicSendsFindings",
                    ["Effect"] = "Allow",
                    ["Principal"] = new JsonObject { ["Service"] = "sns.amazonaws.com" },
                    ["Action"] = "sqs:SendMessage",
                    ["Resource"] = queueArn,
                    ["Condition"] = new JsonObject { ["ArnEquals"] = new JsonObject { ["aws:SourceArn"] = topicArn } },
                },
                new JsonObject
                {
                    ["Sid"] = "NobodyWithoutTls",
                    ["Effect"] = "Deny",
                    ["Principal"] = new JsonObject { ["AWS"] = "*" },
                    ["Action"] = "sqs:*",
                    ["Resource"] = queueArn,
                    ["Condition"] = new JsonObject { ["Bool"] = new JsonObject { ["aws:SecureTransport"] = "false" } },
                }
            ),
        };

    private static async Task<string?> UrlAsync(Place place, string name)
    {
        try
        {
            return (await place.JsonAsync("sqs", "GetQueueUrl", new() { ["QueueName"] = name }).ConfigureAwait(false)).Text("QueueUrl");
        }
        catch (AwsException exception) when (exception.SaysNotFound)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<string>> SubscriptionsAsync(Place place, string topicArn, string queueArn)
    {
        var pages = await place.AllPagesAsync("sns", "ListSubscriptionsByTopic", "NextToken", ("TopicArn", topicArn)).ConfigureAwait(false);
        return
        [
            .. pages
                .SelectMany(page => page.Descendants())
                .Where(element => element.Name.LocalName == "member" && element.Find("Endpoint")?.Value == queueArn)
                .Select(element => element.Text("SubscriptionArn")),
        ];
    }
}
