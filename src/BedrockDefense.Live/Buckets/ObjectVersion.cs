namespace BedrockDefense.Live.Buckets;

/// <summary>One version of an object.</summary>
/// <param name="Path">The bucket and the whole key.</param>
/// <param name="Tag">The ETag; null or empty when S3 did not tell it.</param>
/// <param name="Length">The number of bytes, as stored.</param>
internal sealed record ObjectVersion(BucketPath Path, string? Tag, long Length);
