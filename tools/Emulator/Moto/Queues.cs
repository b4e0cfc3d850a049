using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Moto;

/// <summary>Creates and empties SQS queues.</summary>
internal static class Queues
{
    // The most messages that one call returns (Amazon SQS API Reference, "ReceiveMessage").
    private const int Batch = 10;

    /// <summary>Creates a queue and returns its URL.</summary>
    public static async Task<string> CreateQueueAsync(this IAwsApi account, string region, string name, JsonObject? attributes = null) =>
        (
            await account
                .JsonAsync("sqs", region, "CreateQueue", new() { ["QueueName"] = name, ["Attributes"] = attributes ?? [] })
                .ConfigureAwait(false)
        )["QueueUrl"]!.GetValue<string>();

    /// <summary>Takes all messages out of a queue.</summary>
    public static async Task<IReadOnlyList<string>> DrainAsync(this IAwsApi account, string region, string url)
    {
        List<string> bodies = [];
        while (true)
        {
            // The messages become invisible and are not deleted, because nobody reads them twice.
            var answer = await account
                .JsonAsync(
                    "sqs",
                    region,
                    "ReceiveMessage",
                    new()
                    {
                        ["QueueUrl"] = url,
                        ["MaxNumberOfMessages"] = Batch,
                        ["VisibilityTimeout"] = 600,
                        ["WaitTimeSeconds"] = 0,
                    }
                )
                .ConfigureAwait(false);
            if (answer["Messages"] is not JsonArray { Count: > 0 } messages)
            {
                return bodies;
            }

            bodies.AddRange(messages.Select(message => message!["Body"]!.GetValue<string>()));
        }
    }
}
