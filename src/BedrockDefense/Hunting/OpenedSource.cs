using System.Collections.ObjectModel;

namespace BedrockDefense.Hunting;

/// <summary>Opens what a path stands for, when that is no file of this machine, such as standard input.</summary>
/// <param name="path">The path.</param>
/// <param name="cancellation">Ends the waiting for it and for its bytes.</param>
/// <returns>The source; null when the path is that of a file.</returns>
/// <exception cref="IOException">It cannot be opened. The message says why, and what the user can do.</exception>
public delegate OpenedSource? SourceOpener(string path, CancellationToken cancellation);

/// <summary>What a path stands for, opened for reading.</summary>
/// <param name="Content">
/// The bytes, as stored. Whoever reads them disposes the stream. An <see cref="IOException"/> while reading becomes a fault of the
/// file, with its message.
/// </param>
/// <param name="StoredBytes">The number of bytes, as stored; 0 when it is not known.</param>
public sealed record OpenedSource(Stream Content, long StoredBytes)
{
    /// <summary>The state of what was opened, in the form of <see cref="ListedSource.Stamp"/>; null when it is not known.</summary>
    public string? Stamp { get; init; }

    /// <summary>
    /// What an object has besides its bytes, by name (Amazon S3 User Guide, "User-defined object metadata"); often nothing.
    /// </summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
