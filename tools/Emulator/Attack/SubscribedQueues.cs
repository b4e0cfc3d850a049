using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Emulator.Attack;

/// <summary>The queues that are subscribed to the stack's topics. Queues that are no part of the stack are created here.</summary>
internal sealed class SubscribedQueues
{
    // The emulator would call endpoints of these protocols itself. The publication would fail, because nobody answers.
    private static readonly string[] CalledProtocols = ["application", "https", "lambda", "firehose"];

    private readonly Dictionary<string, (Place Place, string Url)> _byArn = [];

    private SubscribedQueues() { }

    /// <summary>Finds or creates the queues, and ends the subscriptions that the emulator would call.</summary>
    public static async Task<SubscribedQueues> OfAsync(StackDeployment stack)
    {
        var found = new SubscribedQueues();
        var subscriptions = stack.Declaration.OfType("aws:sns/topicSubscription:TopicSubscription").ToLookup(one => one.Text("protocol")!);
        foreach (var subscription in CalledProtocols.SelectMany(protocol => subscriptions[protocol]))
        {
            await stack.PlaceOf(subscription).QueryAsync("sns", "Unsubscribe", ("SubscriptionArn", subscription.Id)).ConfigureAwait(false);
        }

        foreach (var subscription in subscriptions["sqs"])
        {
            // The emulator looks for a queue in the topic's account, whatever account the queue's ARN names.
            var place = stack.PlaceOf(subscription) with
            {
                Region = subscription.Text("endpoint")!.Split(':')[3],
            };
            var own = stack.Declaration.OfType("aws:sqs/queue:Queue").FirstOrDefault(queue => queue.Arn == subscription.Text("endpoint"));
            found._byArn[subscription.Text("endpoint")!] = (
                place,
                own?.Id
                    ?? await place
                        .Account.CreateQueueAsync(place.Region, subscription.Text("endpoint")!.Split(':')[5])
                        .ConfigureAwait(false)
            );
        }

        return found;
    }

    /// <summary>
    /// Publishes messages to their topics, and compares the queues that get each message with the queues that should get it.
    /// </summary>
    /// <param name="place">The account and Region of the topics.</param>
    /// <param name="messages">The messages.</param>
    /// <returns>The differences, a sentence each.</returns>
    public async Task<IReadOnlyList<string>> DeliverAsync(Place place, IReadOnlyCollection<DeliveredMessage> messages)
    {
        foreach (var message in messages)
        {
            await place.QueryAsync("sns", "Publish", ("TopicArn", message.TopicArn), ("Message", message.Message)).ConfigureAwait(false);
        }

        List<string> faults = [];
        foreach (var (arn, queue) in messages.Count == 0 ? [] : _byArn)
        {
            var arrived = await queue.Place.Account.DrainAsync(queue.Place.Region, queue.Url).ConfigureAwait(false);
            List<string> expected =
            [
                .. messages.SelectMany(message =>
                    message
                        .Recipients.Where(recipient => recipient.Protocol == "sqs" && recipient.Endpoint == arn)
                        .Select(_ => message.Message)
                ),
            ];
            if (!arrived.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)))
            {
                faults.Add(
                    $"{arn} should get of "
                        + $"{string.Join(", ", messages.Select(message => $"{message.Detection} on {message.Channel}"))} "
                        + $"{expected.Count} messages, but got {arrived.Count}: {string.Join(' ', arrived)}"
                );
            }
        }

        return faults;
    }
}
