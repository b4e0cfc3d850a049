using System.Text.Json;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Reading;

namespace BedrockDefense.LogIntegrity;

/// <summary>
/// Checks the signatures of digests. The signature of a digest is in the digest after it, and in the metadata of its object in S3, which
/// most tools lose when they copy it.
/// </summary>
internal sealed class SignatureCheck
{
    /// <summary>The maximum size of a file with the metadata of an object. S3 allows 2 KB of metadata.</summary>
    private const int MaximumMetadataBytes = 64 * 1024;

    /// <summary>The name of the metadata of a digest's object with its signature.</summary>
    private const string SignatureName = "signature";

    private readonly PublicKeys? _keys;
    private readonly ArchivedFiles _archive;
    private readonly ILookup<string, PreviousDigest> _next;
    private readonly SourceOpener? _openSource;
    private readonly Action<IntegrityFinding> _findings;

    /// <param name="keys">The public keys; null when signatures are only compared.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="digests">All digests.</param>
    /// <param name="openSource">Opens the paths that are not those of files; null when all are.</param>
    /// <param name="findings">Receives what is wrong.</param>
    public SignatureCheck(
        PublicKeys? keys,
        ArchivedFiles archive,
        IEnumerable<DigestFile> digests,
        SourceOpener? openSource,
        Action<IntegrityFinding> findings
    )
    {
        (_keys, _archive, _openSource, _findings) = (keys, archive, openSource, findings);
        _next = digests
            .Where(digest => digest.PreviousName is not null)
            .ToLookup(digest => digest.PreviousName!, digest => digest.Content.Previous!);
    }

    /// <summary>Checks every signature of a digest that is in the archive; returns whether there is one, and all are valid.</summary>
    public bool Check(DigestFile digest)
    {
        var metadata = _archive.Metadata.GetValueOrDefault(digest.Name, []).Select(ReadMetadata).OfType<string>();
        var ofObject = digest.Metadata?.GetValueOrDefault(SignatureName);
        List<string> signatures =
        [
            .. (ofObject is null ? metadata : metadata.Append(ofObject))
                .Concat(_next[digest.Name].Select(next => next.Signature))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        if (_keys is null)
        {
            if (signatures.Count > 1)
            {
                Add(IntegrityProblem.BadSignature, digest, "the archive holds different signatures of it");
            }

            return false;
        }

        if (signatures.Count == 0)
        {
            Add(
                IntegrityProblem.NotChecked,
                digest,
                digest.Metadata is null
                    ? "its signature is in S3's metadata only, as no digest after it is here; aws s3api head-object --bucket BUCKET "
                        + $"--key KEY > FILE{ArchivedFiles.MetadataEnd} puts it beside the digest's FILE"
                    : $"no digest after it is here, and its object has no {SignatureName} in its metadata, as after a copy without it"
            );
        }
        else if (_keys.Find(digest.Content.Fingerprint) is not { } key)
        {
            Add(
                IntegrityProblem.NotChecked,
                digest,
                $"the public key {VisibleText.Quote(digest.Content.Fingerprint, VisibleText.Excerpt)} that signed it is not among "
                    + $"those given; aws cloudtrail list-public-keys --region {digest.Chain!.Region} has it, with --start-time "
                    + "and --end-time"
            );
        }
        else if (signatures.Any(signature => !DigestSignature.IsValid(digest.Content, digest.Hash, signature, key)))
        {
            Add(IntegrityProblem.BadSignature, digest, "its signature is not CloudTrail's: the digest, or the signature, was altered");
        }
        else
        {
            return true;
        }

        return false;
    }

    private void Add(IntegrityProblem problem, DigestFile digest, string reason) =>
        _findings(new IntegrityFinding(problem, digest.Path, reason));

    private string? ReadMetadata(string path)
    {
        try
        {
            // A file that is not in S3 is opened only when it is a regular one.
            var source = _openSource?.Invoke(path, CancellationToken.None);
            var isUnfit = source is null && StoredFile.FaultOf(path) is not null;
            using var stream = isUnfit ? Stream.Null : source?.Content ?? StoredFile.Open(path);
            if (isUnfit || (source?.StoredBytes ?? stream.Length) > MaximumMetadataBytes)
            {
                AddFault("it is empty, too large, or no regular file");
                return null;
            }

            using var document = JsonDocument.Parse(stream);
            if (
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("Metadata", out var metadata)
                && metadata.ValueKind == JsonValueKind.Object
                && metadata.TryGetProperty(SignatureName, out var signature)
                && signature.ValueKind == JsonValueKind.String
            )
            {
                return signature.GetString();
            }

            AddFault("it holds no Metadata with a signature");
        }
        catch (JsonException exception)
        {
            AddFault($"it is no valid JSON: {JsonFault.Reason(exception)}");
        }
        catch (Exception exception) when (FileReason.Applies(exception) || exception is InvalidOperationException)
        {
            AddFault($"cannot be read: {FileReason.Of(exception, path)}");
        }

        return null;

        void AddFault(string reason) => _findings(new IntegrityFinding(IntegrityProblem.NotChecked, path, reason));
    }
}
