using System.Text.Json.Nodes;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Live.Proving.Keeping;

/// <summary>The model invocation logging configuration of an account and Region. It has no name.</summary>
internal sealed class LoggingState : KeptState
{
    private const string Service = "bedrock";

    public override string Kind => "logging";

    public override string Describe(string subject) => "the model invocation logging configuration";

    public override Task<JsonObject?> ReadAsync(Place place, string subject) => BedrockReaders.LoggingAsync(place);

    public override Task PutBackAsync(Place place, string subject, JsonObject? before, JsonObject? now, string run) =>
        before is null ? DeleteAsync(place) : PutAsync(place, before);

    /// <summary>Deletes the configuration.</summary>
    public static Task DeleteAsync(Place place) =>
        place.RestAsync(Service, "DeleteModelInvocationLoggingConfiguration", HttpMethod.Delete, BedrockReaders.LoggingPath);

    /// <summary>Sets the configuration.</summary>
    public static Task PutAsync(Place place, JsonObject config) =>
        place.RestAsync(
            Service,
            "PutModelInvocationLoggingConfiguration",
            HttpMethod.Put,
            BedrockReaders.LoggingPath,
            new() { ["loggingConfig"] = config.DeepClone() }
        );
}
