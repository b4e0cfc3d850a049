namespace BedrockDefense.Live.Buckets;

/// <summary>An object, as a list tells of it.</summary>
/// <param name="Path">Its path, such as <c>s3://BUCKET/KEY</c>.</param>
/// <param name="Bytes">The number of bytes, as stored.</param>
/// <param name="Stamp">Its state, by which a change is noticed; null when the list does not tell it.</param>
public sealed record ListedObject(string Path, long Bytes, string? Stamp);
