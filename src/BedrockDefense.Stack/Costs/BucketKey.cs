using System.Globalization;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Costs;

/// <summary>Estimates how many KMS requests S3 makes for the files of the trail's bucket.</summary>
/// <param name="IsOn">
/// Whether the bucket has an S3 Bucket Key. It is false for a bucket outside the stack, for which this is unknown.
/// </param>
internal sealed record BucketKey(bool IsOn)
{
    private const int FilesPerRequest = 100;

    /// <summary>The AWS document that the number of requests is based on.</summary>
    public const string Basis =
        "Requests of S3 to KMS: Amazon S3 User Guide, \"Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys\" (one for "
        + "each file; with a bucket key up to 99 percent fewer)";

    /// <summary>The remark for a line of the estimate.</summary>
    public string Remark => IsOn ? ", at best one request for a hundred (S3 Bucket Key)" : ", one request for each";

    /// <summary>Reads whether the bucket of the stack's trail has a key.</summary>
    public static BucketKey Of(StackDeclaration stack)
    {
        var bucket = stack.OfType("aws:cloudtrail/trail:Trail").FirstOrDefault()?.Text("s3BucketName");
        return new BucketKey(
            stack
                .OfType("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")
                .Any(encryption =>
                    bucket is not null
                    && encryption.Text("bucket") == bucket
                    && encryption.Inputs["rules"]?[0]?["bucketKeyEnabled"]?.GetValue<bool>() is true
                )
        );
    }

    /// <summary>Returns the smallest possible number of requests for this many files.</summary>
    public decimal CountRequests(decimal files) => IsOn ? files / FilesPerRequest : files;

    /// <summary>
    /// Returns a warning with what these lines would cost if the key saved nothing; no warning if the bucket has no key.
    /// </summary>
    public IEnumerable<string> FindTraps(IEnumerable<CostLine> lines) =>
        IsOn && lines.Where(line => line.Basis == Basis).Sum(line => line.Dollars) is > 0 and var best
            ?
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"What S3 asks of KMS is counted at the best that AWS names for a bucket key, {best:$#,##0.00} "
                        + $"together; a request for each file would be {best * FilesPerRequest:$#,##0.00}. How few there are "
                        + $"depends on how often the key is renewed, which AWS does not say."
                ),
            ]
            : [];
}
