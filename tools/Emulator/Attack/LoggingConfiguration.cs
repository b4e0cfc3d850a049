using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Emulator.Attack;

/// <summary>Sets the model invocation logging of an account and Region through Bedrock's own API.</summary>
internal static class LoggingConfiguration
{
    private const string Service = "bedrock";
    private const string PutName = "PutModelInvocationLoggingConfiguration";
    private const string DeleteName = "DeleteModelInvocationLoggingConfiguration";

    /// <summary>Sets the configuration, in the form of the API.</summary>
    public static Task PutAsync(Place place, JsonObject config) =>
        place.RestAsync(Service, PutName, HttpMethod.Put, BedrockReaders.LoggingPath, new() { ["loggingConfig"] = config.DeepClone() });

    /// <summary>
    /// Reads the configuration that the state machine of an account and Region sets, from its definition in Step Functions, in the form of
    /// the API.
    /// </summary>
    /// <exception cref="InvalidOperationException">The definition does not begin with the call that sets the configuration.</exception>
    public static async Task<JsonObject> WantedAsync(Place place, string machineName)
    {
        var first = First(JsonNode.Parse(await DefinitionAsync(place, machineName).ConfigureAwait(false))!);
        return first["Resource"]!
            .GetValue<string>()
            .EndsWith(":aws-sdk:bedrock:putModelInvocationLoggingConfiguration", StringComparison.Ordinal)
            ? first["Parameters"]!["LoggingConfig"]!
                .AsObject()
                .ToCamelCase(first["Parameters"]!["LoggingConfig"]!.AsObject().Select(member => member.Key))
            : throw new InvalidOperationException($"{machineName} in {place.Account.Id}, {place.Region} begins with {first["Resource"]}");
    }

    /// <summary>Repeats a recorded call of Bedrock's that changed the configuration and was not refused.</summary>
    /// <returns>Whether the call was such a call.</returns>
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
                await place.RestAsync(Service, DeleteName, HttpMethod.Delete, BedrockReaders.LoggingPath).ConfigureAwait(false);
                return true;
            case PutName:
                await PutAsync(place, Parameters(record)).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Finds the first state of a definition.</summary>
    public static JsonObject First(JsonNode definition) => definition["States"]![definition["StartAt"]!.GetValue<string>()]!.AsObject();

    // A rehearsed call may say only that it changes something. Then it has no parameters.
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
