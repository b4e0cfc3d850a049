using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.EventBridge;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Emulator.Attack;

/// <summary>Reads and changes the rules of a bus in EventBridge.</summary>
internal static class DeployedRules
{
    private const string Service = "events";

    /// <summary>
    /// Whether a rule with this target would let an event through. The project's own matcher judges this on the rules that EventBridge
    /// returns.
    /// </summary>
    public static async Task<bool> ForwardAsync(Place place, string targetArn, JsonElement @event)
    {
        foreach (var rule in await RulesAsync(place, "default").ConfigureAwait(false))
        {
            if (
                CanSee(rule.Need("State"), @event.GetProperty("detail"))
                && EventPattern.Parse(rule.Need("EventPattern")).Match(@event).IsMatch
                && (await TargetsAsync(place, "default", rule.Need("Name")).ConfigureAwait(false)).Any(target =>
                    target.Need("Arn") == targetArn
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Removes the targets that the emulator cannot deliver to: topics and state machines. The emulator answers an event for such a target
    /// with an error, and skips the other rules.
    /// </summary>
    /// <returns>The number of targets removed.</returns>
    public static async Task<int> RemoveUnreachableTargetsAsync(Place place, string bus)
    {
        var unplugged = 0;
        foreach (var name in (await RulesAsync(place, bus).ConfigureAwait(false)).Select(rule => rule.Need("Name")))
        {
            var ids = (await TargetsAsync(place, bus, name).ConfigureAwait(false))
                .Where(target => target.Need("Arn").Split(':')[2] is "sns" or "states")
                .Select(target => target.Need("Id"))
                .ToList();
            if (ids.Count > 0)
            {
                await place
                    .JsonAsync(
                        Service,
                        "RemoveTargets",
                        new()
                        {
                            ["Rule"] = name,
                            ["EventBusName"] = bus,
                            ["Ids"] = Inputs.List(ids),
                        }
                    )
                    .ConfigureAwait(false);
                unplugged += ids.Count;
            }
        }

        return unplugged;
    }

    /// <summary>Disables the rule that a recorded call disabled, if the call disabled one and was not refused.</summary>
    /// <returns>An action that restores the rule; null when nothing was done.</returns>
    public static async Task<Func<Task>?> TakeEffectAsync(Place place, PlacedEvent placed)
    {
        var record = placed.Event.GetProperty("detail");
        if (
            !record.TryGetProperty("eventName", out var name)
            || name.GetString() != "DisableRule"
            || record.TryGetProperty("errorCode", out _)
        )
        {
            return null;
        }

        var rule = record.GetProperty("requestParameters").GetProperty("name").GetString();
        var before = await place.JsonAsync(Service, "DescribeRule", new() { ["Name"] = rule }).ConfigureAwait(false);
        await place.JsonAsync(Service, "DisableRule", new() { ["Name"] = rule }).ConfigureAwait(false);
        // The emulator returns a template's pattern with white space, which counts towards the length of a pattern. The original pattern
        // has none.
        before["EventPattern"] = JsonNode.Parse(before["EventPattern"]!.GetValue<string>())!.ToJsonString(JsonText.Options);
        return () => place.JsonAsync(Service, "PutRule", before.Pick("Name", "Description", "EventPattern", "State"));
    }

    private static Task<IReadOnlyList<JsonObject>> RulesAsync(Place place, string bus) =>
        place.AllAsync(Service, "ListRules", "Rules", new() { ["EventBusName"] = bus });

    private static async Task<IReadOnlyList<JsonObject>> TargetsAsync(Place place, string bus, string rule) =>
        [
            .. (
                await place.JsonAsync(Service, "ListTargetsByRule", new() { ["Rule"] = rule, ["EventBusName"] = bus }).ConfigureAwait(false)
            )["Targets"]!
                .AsArray()
                .Select(target => target!.AsObject()),
        ];

    // A rule in the plain state never sees management events that only read.
    private static bool CanSee(string state, JsonElement record) =>
        state switch
        {
            "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" => true,
            "ENABLED" => !(IsTrue(record, "readOnly") && IsTrue(record, "managementEvent")),
            _ => false,
        };

    private static bool IsTrue(JsonElement record, string field) =>
        record.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.True;
}
