using Amazon.S3.Model;

namespace BedrockDefense.Live.Buckets;

/// <summary>A page of a list of objects.</summary>
/// <param name="Objects">The keys, and the number of bytes of each.</param>
/// <param name="Folders">The folders, each with its closing slash.</param>
/// <param name="Next">The token of the next page; null on the last one.</param>
internal sealed record ObjectPage(IReadOnlyList<(string Key, long Bytes)> Objects, IReadOnlyList<string> Folders, string? Next)
{
    /// <summary>Reads an answer of S3. Consoles make an empty object that ends with a slash where somebody makes a folder.</summary>
    public static ObjectPage Of(ListObjectsV2Response answer) =>
        new(
            [
                .. (answer.S3Objects ?? [])
                    .Select(one => (Key: Uri.UnescapeDataString(one.Key), Bytes: one.Size ?? 0))
                    .Where(one => one.Bytes > 0 || !one.Key.EndsWith('/')),
            ],
            [.. (answer.CommonPrefixes ?? []).Select(Uri.UnescapeDataString)],
            answer.IsTruncated == true ? answer.NextContinuationToken : null
        );
}
