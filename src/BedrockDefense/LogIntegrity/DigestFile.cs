using BedrockDefense.CloudTrail;

namespace BedrockDefense.LogIntegrity;

/// <summary>A digest that was read from a file.</summary>
/// <param name="Path">The path of the file.</param>
/// <param name="Hash">The SHA-256 of its content.</param>
/// <param name="Content">What it says.</param>
internal sealed record DigestFile(string Path, byte[] Hash, DigestContent Content)
{
    /// <summary>The name under which CloudTrail delivered it, as it says itself. The file may have been renamed since.</summary>
    public string Name { get; } = ArchivedFiles.NameOf(Content.Key);

    /// <summary>The name of the digest before it; null at the start of a chain.</summary>
    public string? PreviousName { get; } = Content.Previous is { } previous ? ArchivedFiles.NameOf(previous.Key) : null;

    /// <summary>The metadata of the object in S3, among them its signature; null for a file, which has none.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The chain to which it says that it belongs; null when its S3 key is not that of a digest.</summary>
    public ChainId? Chain { get; } = DeliveredName.Parse(Content.Key) is { Kind: DeliveredKind.Digest } name ? ChainId.Of(name) : null;
}
