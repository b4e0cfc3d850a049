using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;

namespace BedrockDefense.Live.Proving.Keeping;

/// <summary>A rule of the default event bus. Its targets are not part of it.</summary>
internal sealed class DefaultBusRuleState : KeptState
{
    public override string Kind => "rule";

    public override string Describe(string subject) => $"the rule {subject}";

    public override async Task<JsonObject?> ReadAsync(Place place, string subject)
    {
        try
        {
            var rule = await place.JsonAsync("events", "DescribeRule", new() { ["Name"] = subject }).ConfigureAwait(false);
            return Short(rule.Pick("Name", "Description", "EventPattern", "RoleArn", "ScheduleExpression", "State"));
        }
        catch (AwsException exception) when (exception.SaysNotFound)
        {
            return null;
        }
    }

    // EnableRule would forget that a rule gets read-only management events too (Amazon EventBridge API Reference, "PutRule").
    public override Task PutBackAsync(Place place, string subject, JsonObject? before, JsonObject? now, string run) =>
        before is null
            ? throw new NotPutBackException($"the rule {subject} did not exist")
            : place.JsonAsync("events", "PutRule", before.DeepClone().AsObject());

    // White space counts towards the length of a pattern, and a service may have added some.
    private static JsonObject Short(JsonObject rule)
    {
        if (rule.Text("EventPattern") is { } pattern)
        {
            rule["EventPattern"] = JsonNode.Parse(pattern)!.ToJsonString(JsonText.Options);
        }

        return rule;
    }
}
