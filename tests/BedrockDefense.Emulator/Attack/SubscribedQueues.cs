using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Rehearsal;

namespace BedrockDefense.Emulator.Attack;

/// <summary>The queues that are subscribed to the stack's topics; those that are no part of it are made here.</summary>
internal sealed class SubscribedQueues
{
    // The emulator would call these itself, and fail the publication where nobody answers.
    private static readonly string[] Called = ["application", "https", "lambda", "firehose"];

    private readonly Dictionary<string, (Place Place, string Url)> _byArn = [];

    private SubscribedQueues()
    {
    }

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
            var place = stack.PlaceOf(subscription) with { Region = subscription.Text("endpoint")!.Split(':')[3] };
            var own = stack.Declaration.OfType("aws:sqs/queue:Queue").FirstOrDefault(queue => queue.Arn == subscription.Text("endpoint"));
            found._byArn[subscription.Text("endpoint")!] =
                (place, own?.Id ?? await place.Account.CreateQueueAsync(place.Region, subscription.Text("endpoint")!.Split(':')[5]).ConfigureAwait(false));
        }

        return found;
    }

    /// <summary>Publishes a message to its topic, and compares who gets it with who should.</summary>
    /// <returns>What is otherwise, a sentence each.</returns>
    public async Task<IReadOnlyList<string>> DeliverAsync(Place topicPlace, DeliveredMessage message)
    {
        await topicPlace.QueryAsync("sns", "Publish", ("TopicArn", message.TopicArn), ("Message", message.Message)).ConfigureAwait(false);
        List<string> faults = [];
        foreach (var (arn, (place, url)) in _byArn)
        {
            var arrived = await place.Account.DrainAsync(place.Region, url).ConfigureAwait(false);
            var expected = message.Recipients.Where(recipient => recipient.Protocol == "sqs" && recipient.Endpoint == arn).Select(_ => message.Message);
            if (!arrived.SequenceEqual(expected))
            {
                faults.Add($"{message.Detection} on {message.Channel}: {arn} should get {expected.Count()} messages, but got {arrived.Count}: {string.Join(' ', arrived)}");
            }
        }

        return faults;
    }
}
