using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Moto;

/// <summary>Queues of SQS.</summary>
internal static class Queues
{
    // The most that one call gives (Amazon SQS API Reference, "ReceiveMessage").
    private const int Batch = 10;

    /// <summary>Creates one and gives its URL.</summary>
    public static async Task<string> CreateQueueAsync(this AwsAccount account, string region, string name, JsonObject? attributes = null) =>
        (
            await account
                .JsonAsync("sqs", region, "CreateQueue", new() { ["QueueName"] = name, ["Attributes"] = attributes ?? [] })
                .ConfigureAwait(false)
        )["QueueUrl"]!.GetValue<string>();

    /// <summary>Takes out everything that is in one.</summary>
    public static async Task<IReadOnlyList<string>> DrainAsync(this AwsAccount account, string region, string url)
    {
        List<string> bodies = [];
        while (true)
        {
            // Invisible rather than deleted: nobody asks twice.
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
