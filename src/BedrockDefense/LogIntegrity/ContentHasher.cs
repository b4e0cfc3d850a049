using System.Security.Cryptography;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Reading;

namespace BedrockDefense.LogIntegrity;

/// <summary>
/// Computes the SHA-256 of what files hold after decompression, piece by piece: "the hash value of the uncompressed log file" (AWS
/// CloudTrail User Guide, "CloudTrail digest file structure"). Each thread has its own.
/// </summary>
/// <param name="openSource">Opens the paths that are not those of files; null when all are.</param>
internal sealed class ContentHasher(SourceOpener? openSource) : IDisposable
{
    private const int PieceBytes = 64 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _piece = new byte[PieceBytes];

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    /// <summary>Reads a file. It reports a problem in the result and never throws for the file's sake.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="content">Receives the content; null when only the hash is needed.</param>
    /// <param name="maximumBytes">The maximum number of bytes to read, after decompression.</param>
    /// <param name="cancellation">Stops the reading early.</param>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public HashedContent Read(string path, Stream? content, long maximumBytes, CancellationToken cancellation)
    {
        try
        {
            if (openSource?.Invoke(path, cancellation) is { } source)
            {
                using var bytes = source.Content;
                return Read(bytes, content, maximumBytes, cancellation) with
                {
                    StoredBytes = source.StoredBytes,
                    Metadata = source.Metadata,
                };
            }

            if (StoredFile.FaultOf(path) is { } fault)
            {
                // CloudTrail writes no empty file.
                return File.Exists(path)
                    ? HashedContent.Fault(IntegrityProblem.Altered, "is empty, or no regular file")
                    : HashedContent.Fault(IntegrityProblem.NotChecked, fault);
            }

            using var stored = StoredFile.Open(path);
            var length = stored.Length;
            return Read(stored, content, maximumBytes, cancellation) with { StoredBytes = length };
        }
        catch (InvalidDataException exception)
        {
            return HashedContent.Fault(IntegrityProblem.Altered, $"the gzip data is damaged: {exception.Message}");
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            return HashedContent.Fault(IntegrityProblem.NotChecked, $"cannot be read: {FileReason.Of(exception, path)}");
        }
        finally
        {
            _ = _hash.GetHashAndReset();
        }
    }

    private HashedContent Read(Stream stored, Stream? content, long maximumBytes, CancellationToken cancellation)
    {
        // Some tools inflate what they download and keep the name.
        var head = new byte[2];
        var count = stored.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var whole = stored;
        if (stored.CanSeek)
        {
            stored.Position = 0;
        }
        else
        {
            whole = new HeadedStream(head.AsMemory(0, count), stored);
        }

        using var inflated = count == head.Length && head is [0x1F, 0x8B] ? new GzipMembers(whole) : whole;
        var bytes = 0L;
        while (inflated.Read(_piece) is > 0 and var read)
        {
            cancellation.ThrowIfCancellationRequested();
            bytes += read;
            if (bytes > maximumBytes)
            {
                return HashedContent.Fault(
                    IntegrityProblem.NotChecked,
                    FormattableString.Invariant($"inflates to more than {maximumBytes} bytes; the rest was not read")
                );
            }

            _hash.AppendData(_piece, 0, read);
            content?.Write(_piece, 0, read);
        }

        return new HashedContent(_hash.GetHashAndReset(), bytes, default, "");
    }
}

/// <summary>The hash of what a file holds, or why there is none.</summary>
/// <param name="Hash">The SHA-256; null when the file could not be read to its end.</param>
/// <param name="Bytes">The number of bytes after decompression.</param>
/// <param name="Problem">The kind of the problem when there is no hash.</param>
/// <param name="Reason">The reason when there is no hash.</param>
internal readonly record struct HashedContent(byte[]? Hash, long Bytes, IntegrityProblem Problem, string Reason)
{
    /// <summary>The number of bytes as stored; 0 when it is not known.</summary>
    public long StoredBytes { get; init; }

    /// <summary>The metadata of an object in S3; null for a file, and when there is no hash.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public static HashedContent Fault(IntegrityProblem problem, string reason) => new(null, 0, problem, reason);
}
