using BedrockDefense.Rehearsal;

namespace BedrockDefense.Costs;

/// <summary>How many KMS requests S3 makes for the files of the trail's bucket.</summary>
/// <param name="IsOn">Whether the bucket has an S3 Bucket Key; unknown of a bucket that is not the stack's, and taken for no.</param>
internal sealed record BucketKey(bool IsOn)
{
    /// <summary>Where it is documented.</summary>
    public const string Basis =
        "Requests of S3 to KMS: Amazon S3 User Guide, \"Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys\" (one for each file; with a bucket key up to 99 percent fewer)";

    /// <summary>The same in a line of the estimate.</summary>
    public string Remark => IsOn ? ", at best one request for a hundred (S3 Bucket Key)" : ", one request for each";

    /// <summary>That of the stack's trail.</summary>
    public static BucketKey Of(StackDeclaration stack)
    {
        var bucket = stack.OfType("aws:cloudtrail/trail:Trail").FirstOrDefault()?.Text("s3BucketName");
        return new BucketKey(stack.OfType("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")
            .Any(encryption => bucket is not null && encryption.Text("bucket") == bucket && encryption.Inputs["rules"]?[0]?["bucketKeyEnabled"]?.GetValue<bool>() is true));
    }

    /// <summary>The least requests for so many files.</summary>
    public decimal Requests(decimal files) => IsOn ? files / 100 : files;
}
