namespace BedrockDefense.Hunting;

/// <summary>What a list told of a source that is no file of this machine, such as an object in S3.</summary>
/// <param name="Name">A name that no other source has, on whatever server. It is never the whole path of a file.</param>
/// <param name="Stamp">The state of the source by which a change is noticed; null when the list does not tell it.</param>
public sealed record ListedSource(string Name, string? Stamp);
