using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Emulator.Attack;

/// <summary>The queues that are subscribed to the stack's topics; those that are no part of it are made here.</summary>
internal sealed class SubscribedQueues
{
    // The emulator would call these itself, and fail the publication where nobody answers.
    private static readonly string[] Called = ["application", "https", "lambda", "firehose"];

    private readonly Dictionary<string, (Place Place, string Url)> _byArn = [];

    private SubscribedQueues() { }

    /// <summary>Finds or makes them, and ends the subscriptions that the emulator would call.</summary>
    public static async Task<SubscribedQueues> OfAsync(StackDeployment stack)
    {
        var found = new SubscribedQueues();
        var subscriptions = stack.Declaration.OfType("aws:sns/topicSubscription:TopicSubscription").ToLookup(one => one.Text("protocol")!);
        foreach (var subscription in Called.SelectMany(protocol => subscriptions[protocol]))
        {
            await stack.PlaceOf(subscription).QueryAsync("sns", "Unsubscribe", ("SubscriptionArn", subscription.Id)).ConfigureAwait(false);
        }

        foreach (var subscription in subscriptions["sqs"])
        {
            // The emulator looks a queue up in the topic's account, whatever account its ARN names.
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

    /// <summary>Publishes messages to their topics, and compares who gets them with who should.</summary>
    /// <param name="place">Where the topics are.</param>
    /// <param name="messages">The messages.</param>
    /// <returns>What is otherwise, a sentence each.</returns>
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
