using System.Text.Json.Nodes;
using BedrockDefense.Live.Reading;

namespace BedrockDefense.Live.Proving.Keeping;

/// <summary>The model invocation logging configuration of an account and Region. It has no name.</summary>
internal sealed class LoggingState : KeptState
{
    private const string Service = "bedrock";
    private const string Path = "/logging/modelinvocations";

    public override string Kind => "logging";

    public override string Describe(string subject) => "the model invocation logging configuration";

    public override async Task<JsonObject?> ReadAsync(Place place, string subject)
    {
        var answer = await place.RestAsync(Service, "GetModelInvocationLoggingConfiguration", HttpMethod.Get, Path).ConfigureAwait(false);
        return answer["loggingConfig"] is JsonObject { Count: > 0 } config ? config.DeepClone().AsObject() : null;
    }

    public override Task PutBackAsync(Place place, string subject, JsonObject? before, JsonObject? now, string run) =>
        before is null ? DeleteAsync(place) : PutAsync(place, before);

    /// <summary>Deletes the configuration.</summary>
    public static Task DeleteAsync(Place place) =>
        place.RestAsync(Service, "DeleteModelInvocationLoggingConfiguration", HttpMethod.Delete, Path);

    /// <summary>Sets the configuration.</summary>
    public static Task PutAsync(Place place, JsonObject config) =>
        place.RestAsync(
            Service,
            "PutModelInvocationLoggingConfiguration",
            HttpMethod.Put,
            Path,
            new() { ["loggingConfig"] = config.DeepClone() }
        );
}
