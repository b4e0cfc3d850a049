using System.Text.Json.Nodes;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Live.Proving.Keeping;

/// <summary>A log group: whether it exists, and how long it keeps its events.</summary>
internal sealed class LogGroupState : KeptState
{
    public override string Kind => "logGroup";

    public override string Describe(string subject) => $"the log group {subject}";

    public override async Task<JsonObject?> ReadAsync(Place place, string subject)
    {
        try
        {
            return (await LogsReaders.FindAsync(place, subject).ConfigureAwait(false)).Pick("retentionInDays");
        }
        catch (ResourceMissingException)
        {
            return null;
        }
    }

    public override async Task PutBackAsync(Place place, string subject, JsonObject? before, JsonObject? now, string run)
    {
        if (before is null)
        {
            var streams = await place
                .JsonAsync("logs", "DescribeLogStreams", new() { ["logGroupName"] = subject, ["limit"] = 1 })
                .ConfigureAwait(false);
            if (streams["logStreams"] is JsonArray { Count: > 0 })
            {
                throw new NotPutBackException($"the log group {subject} has a log stream, so somebody uses it already");
            }

            await place.JsonAsync("logs", "DeleteLogGroup", new() { ["logGroupName"] = subject }).ConfigureAwait(false);
        }
        else if (now is null)
        {
            throw new NotPutBackException($"the log group {subject} is gone");
        }
        else if (before["retentionInDays"] is { } days)
        {
            await place
                .JsonAsync("logs", "PutRetentionPolicy", new() { ["logGroupName"] = subject, ["retentionInDays"] = days.DeepClone() })
                .ConfigureAwait(false);
        }
        else
        {
            await place.JsonAsync("logs", "DeleteRetentionPolicy", new() { ["logGroupName"] = subject }).ConfigureAwait(false);
        }
    }
}
