namespace BedrockDefense.Live.Buckets;

/// <summary>S3 does not give what was asked for. The message says why, and what a user can do.</summary>
/// <param name="message">The message.</param>
/// <param name="isOfUnknownBucket">Whether there is no such bucket.</param>
public sealed class ObjectException(string message, bool isOfUnknownBucket = false) : IOException(message)
{
    /// <summary>Whether there is no bucket of the name that was given.</summary>
    public bool IsOfUnknownBucket { get; } = isOfUnknownBucket;
}
