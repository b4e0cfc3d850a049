using Amazon.S3.Model;

namespace BedrockDefense.Live.Buckets;

/// <summary>A page of a list of objects.</summary>
/// <param name="Objects">The keys, with the number of bytes and the <see cref="ObjectStamp"/> of each.</param>
/// <param name="Folders">The folders, each with its closing slash.</param>
/// <param name="Next">The token of the next page; null on the last one.</param>
internal sealed record ObjectPage(
    IReadOnlyList<(string Key, long Bytes, string? Stamp)> Objects,
    IReadOnlyList<string> Folders,
    string? Next
)
{
    /// <summary>Reads an answer of S3. Consoles make an empty object that ends with a slash where somebody makes a folder.</summary>
    public static ObjectPage Of(ListObjectsV2Response answer) =>
        new(
            [
                .. (answer.S3Objects ?? [])
                    .Select(one =>
                        (
                            Key: Uri.UnescapeDataString(one.Key),
                            Bytes: one.Size ?? 0,
                            Stamp: ObjectStamp.Of(one.Size ?? 0, one.ETag, one.LastModified)
                        )
                    )
                    .Where(one => one.Bytes > 0 || !one.Key.EndsWith('/')),
            ],
            [.. (answer.CommonPrefixes ?? []).Select(Uri.UnescapeDataString)],
            answer.IsTruncated == true ? answer.NextContinuationToken : null
        );
}
