using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>Amazon Bedrock: the logging of model invocations, which is a setting of an account and Region and no resource.</summary>
public static class BedrockReaders
{
    /// <summary>The path of the configuration.</summary>
    public const string LoggingPath = "/logging/modelinvocations";

    /// <summary>Reads the logging configuration, by the names of Bedrock's API; null when there is none.</summary>
    /// <param name="place">The account and Region.</param>
    /// <exception cref="Clients.AwsException">AWS refused to answer.</exception>
    /// <exception cref="InvalidOperationException">The answer is not of the form of AWS's model.</exception>
    public static async Task<JsonObject?> LoggingAsync(Place place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var answer = await place
            .RestAsync("bedrock", "GetModelInvocationLoggingConfiguration", HttpMethod.Get, LoggingPath)
            .ConfigureAwait(false);
        return answer["loggingConfig"]?.AsObject() is { Count: > 0 } config ? config.DeepClone().AsObject() : null;
    }
}
