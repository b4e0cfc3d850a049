using System.Text.Json.Nodes;
using BedrockDefense.Live.Proving.Observing;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Tests.Fakes;

namespace BedrockDefense.Live.Tests.Proving;

/// <summary>Only what a run has caused is taken out of a queue of others, and a queue that never empties ends the reading.</summary>
public sealed class FindingsQueueTests
{
    [Fact]
    public async Task Messages_of_others_stay_in_their_queue()
    {
        var messages = new Queue<string>(["mine", "theirs", """{"Type":"Notification","Message":"mine"}""", "[]", ""]);
        var aws = new FakeAws(call => call.Operation == "ReceiveMessage" && messages.TryDequeue(out var body) ? Message(body) : "{}");
        List<string> seen = [];

        var read = await FindingsQueue
            .Existing(new Place(aws, "eu-central-1"), "https://queue")
            .ReceiveAsync(text =>
            {
                seen.Add(text);
                return text == "mine";
            });

        Assert.Equal(5, read);
        Assert.Equal(["mine", "theirs", "mine", "[]", ""], seen);
        Assert.Equal(2, aws.Calls.Count(call => call.Operation == "DeleteMessage"));
    }

    [Fact]
    public async Task A_queue_that_never_empties_ends_the_reading()
    {
        var aws = new FakeAws(_ => Message("theirs"));

        var read = await FindingsQueue.Existing(new Place(aws, "eu-central-1"), "https://queue").ReceiveAsync(_ => false);

        Assert.Equal(100, read);
    }

    private static string Message(string body) =>
        new JsonObject { ["Messages"] = new JsonArray(new JsonObject { ["Body"] = body, ["ReceiptHandle"] = "handle" }) }.ToJsonString();
}
