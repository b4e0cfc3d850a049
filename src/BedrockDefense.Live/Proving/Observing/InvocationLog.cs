using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Live.Proving.Observing;

/// <summary>A place to which Bedrock delivers the records of an account's invocations.</summary>
/// <param name="place">The account and Region.</param>
internal abstract class InvocationLog(Place place)
{
    /// <summary>The clock of AWS and that of this machine may differ by so much.</summary>
    protected static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    /// <summary>The account and Region.</summary>
    public Place Place => place;

    /// <summary>The operation that reads it, for errors.</summary>
    public abstract string Operation { get; }

    /// <summary>What it is, for a person.</summary>
    public abstract string Name { get; }

    /// <summary>Looks for the record of a request.</summary>
    /// <param name="requestId">AWS's id of the request.</param>
    /// <param name="sent">When it was sent.</param>
    /// <returns>Whether it is there.</returns>
    /// <exception cref="AwsException">AWS does not let it be read, or it is not there at all.</exception>
    public abstract Task<bool> HasAsync(string requestId, DateTimeOffset sent);

    /// <summary>Finds the log of an account and Region by the logging configuration that stands there.</summary>
    /// <param name="place">The account and Region.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The log, or the reason why none is known.</returns>
    public static async Task<(InvocationLog? Log, string? Reason)> FindAsync(Place place, TimeProvider time)
    {
        try
        {
            var standing = await ExpectedForm
                .RequireAsync(
                    "GetModelInvocationLoggingConfiguration",
                    place.Account.Id,
                    place.Region,
                    () => BedrockReaders.LoggingAsync(place)
                )
                .ConfigureAwait(false);
            if (standing is null)
            {
                return (null, $"no invocation logging stood in {place.Region} before the scenario, so no place to look is known");
            }

            return Text(standing, "cloudWatchConfig", "logGroupName") is { } group ? (new GroupInvocationLog(place, group), null)
                : Text(standing, "s3Config", "bucketName") is { } bucket
                    ? (new BucketInvocationLog(place, bucket, Text(standing, "s3Config", "keyPrefix") ?? "", time), null)
                : (null, $"the invocation logging that stood in {place.Region} before the scenario has no destination");
        }
        catch (AwsException exception)
        {
            return (null, $"where invocations are logged could not be read: {exception.Message}");
        }
    }

    private static string? Text(JsonObject standing, string destination, string name) =>
        (standing[destination] as JsonObject)?.Text(name) is { Length: > 0 } text ? text : null;
}
