using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.CloudTrail;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Emulator.Tests.Delivery;

/// <summary>For every detection of the catalog, an event that fires it: the first of its cases that fires it in a stack.</summary>
internal static class DetectionEvents
{
    private static readonly ConcurrentDictionary<string, JsonNode> KnownRecords = [];

    /// <summary>The setting with which the cases of the detections about log destinations name the stack's own destinations.</summary>
    public static KeyValuePair<string, string> Destinations { get; } =
        KeyValuePair.Create(
            "bedrock-defense:invocationLogging",
            """{"logGroup":"/aws/bedrock/modelinvocations","bucket":"example-bedrock-invocations-*","role":"BedrockInvocationLogging"}"""
        );

    /// <summary>Makes the events as if they had happened in this account.</summary>
    public static IReadOnlyList<JsonElement> Of(StackDeclaration stack, string account) =>
        [.. Catalog.Detection.All.Select(detection => EventIn(account, KnownRecords.GetOrAdd(detection.Id, id => Find(id, stack))))];

    private static JsonNode Find(string id, StackDeclaration stack)
    {
        List<JsonNode> records =
        [
            .. JsonNode.Parse(Repository.Case($"detections/{id}/cases.json"))!["cases"]!
                .AsArray()
                .Where(one => one!["matches"]!.GetValue<bool>())
                .Select(one => one!["record"]!),
        ];
        var firing = Rehearser
            .Send(stack, records.Select(record => EventIn("111122223333", record)))
            .ToList()
            .FindIndex(report => report.Detections.Contains(id));
        return firing < 0 ? throw new InvalidOperationException($"no case of {id} fires it in this stack") : records[firing];
    }

    private static JsonElement EventIn(string account, JsonNode record)
    {
        var moved = record.DeepClone().AsObject();
        moved["recipientAccountId"] = account;
        return ApiCall.Envelope(moved, moved["eventID"]!.GetValue<string>());
    }
}
