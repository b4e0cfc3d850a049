using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Emulator.Attack;

/// <summary>The model invocation logging of an account and Region, by Bedrock's own API.</summary>
internal static class LoggingConfiguration
{
    private const string Service = "bedrock";
    private const string Path = "/logging/modelinvocations";
    private const string PutName = "PutModelInvocationLoggingConfiguration";
    private const string DeleteName = "DeleteModelInvocationLoggingConfiguration";

    /// <summary>What it is; null when there is none.</summary>
    public static async Task<JsonObject?> GetAsync(Place place)
    {
        var answer = await place.RestAsync(Service, "GetModelInvocationLoggingConfiguration", HttpMethod.Get, Path).ConfigureAwait(false);
        return answer["loggingConfig"] is JsonObject { Count: > 0 } config ? config.DeepClone().AsObject() : null;
    }

    /// <summary>Puts one, as the API takes it.</summary>
    public static Task PutAsync(Place place, JsonObject config) =>
        place.RestAsync(Service, PutName, HttpMethod.Put, Path, new() { ["loggingConfig"] = config.DeepClone() });

    /// <summary>
    /// What the state machine of an account and Region puts, by the definition that Step Functions has of it, as the API takes it.
    /// </summary>
    /// <exception cref="InvalidOperationException">It does not begin by putting one.</exception>
    public static async Task<JsonObject> WantedAsync(Place place, string machineName)
    {
        var first = First(JsonNode.Parse(await DefinitionAsync(place, machineName).ConfigureAwait(false))!);
        return first["Resource"]!
            .GetValue<string>()
            .EndsWith(":aws-sdk:bedrock:putModelInvocationLoggingConfiguration", StringComparison.Ordinal)
            ? first["Parameters"]!["LoggingConfig"]!
                .AsObject()
                .Camel(first["Parameters"]!["LoggingConfig"]!.AsObject().Select(member => member.Key))
            : throw new InvalidOperationException($"{machineName} in {place.Account.Id}, {place.Region} begins with {first["Resource"]}");
    }

    /// <summary>Does what a recorded call did, if it was one of Bedrock's that change the configuration and was not refused.</summary>
    /// <returns>Whether it was.</returns>
    public static async Task<bool> TakeEffectAsync(Place place, PlacedEvent placed)
    {
        var record = placed.Event.GetProperty("detail");
        if (record.TryGetProperty("errorCode", out _) || !record.TryGetProperty("eventName", out var name))
        {
            return false;
        }

        switch (name.GetString())
        {
            case DeleteName:
                await place.RestAsync(Service, DeleteName, HttpMethod.Delete, Path).ConfigureAwait(false);
                return true;
            case PutName:
                await PutAsync(place, Parameters(record)).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The first state of a definition.</summary>
    public static JsonObject First(JsonNode definition) => definition["States"]![definition["StartAt"]!.GetValue<string>()]!.AsObject();

    // A rehearsed call that only says that it changes something has no parameters.
    private static JsonObject Parameters(JsonElement record) =>
        record.GetProperty("requestParameters") is { ValueKind: JsonValueKind.Object } parameters
        && parameters.TryGetProperty("loggingConfig", out var config)
            ? JsonNode.Parse(config.GetRawText())!.AsObject()
            : [];

    private static async Task<string> DefinitionAsync(Place place, string machineName)
    {
        var machines = await place.JsonAsync("states", "ListStateMachines", []).ConfigureAwait(false);
        var arn = machines["stateMachines"]!
            .AsArray()
            .Select(machine => machine!.AsObject())
            .Single(machine => machine.Need("name") == machineName)
            .Need("stateMachineArn");
        return (await place.JsonAsync("states", "DescribeStateMachine", new() { ["stateMachineArn"] = arn }).ConfigureAwait(false)).Need(
            "definition"
        );
    }
}
