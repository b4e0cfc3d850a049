using System.Text;
using System.Text.RegularExpressions;

namespace BedrockDefense.Live.Buckets;

/// <summary>A path in S3: a bucket, and a key, the beginning of keys, or a pattern of keys.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">What follows the slash after the name; empty for the whole bucket.</param>
public sealed partial record BucketPath(string Bucket, string Key)
{
    private const string Scheme = "s3://";
    private const string ValidForm =
        "write s3://BUCKET, s3://BUCKET/FOLDER, s3://BUCKET/KEY or a pattern such as s3://BUCKET/AWSLogs/**/2026/**";

    // Amazon S3 User Guide, "Object key naming guidelines".
    private const int MostKeyBytes = 1024;

    /// <summary>Whether a path is meant as one in S3, be it in a valid form or not.</summary>
    public static bool IsMeant(string path) => Meant().IsMatch(path);

    /// <summary>Reads a path.</summary>
    /// <exception cref="InvalidInputException">It has another form, or no bucket can have this name.</exception>
    public static BucketPath Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!path.StartsWith(Scheme, StringComparison.Ordinal))
        {
            throw Invalid(path, "is not in the form of a path in S3");
        }

        var slash = path.IndexOf('/', Scheme.Length);
        var (bucket, key) = slash < 0 ? (path[Scheme.Length..], "") : (path[Scheme.Length..slash], path[(slash + 1)..]);
        return !Name().IsMatch(bucket) || bucket.Contains("..", StringComparison.Ordinal) || Address().IsMatch(bucket)
                ? throw Invalid(
                    path,
                    $"names the bucket {VisibleText.Quote(bucket)}, and a bucket's name has 3 to 63 lower-case letters, digits, dots and "
                        + "hyphens, and begins and ends with a letter or digit"
                )
            : Encoding.UTF8.GetByteCount(key) > MostKeyBytes ? throw Invalid(path, $"has a key of more than {MostKeyBytes} bytes")
            : new BucketPath(bucket, key);
    }

    /// <summary>Returns whether an object is the one of this path, or in the folder of this name; false for a pattern.</summary>
    /// <param name="path">The path of the object.</param>
    public bool Covers(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var own = ToString();
        return !PathPattern.IsOne(Key) && (path == own || path.StartsWith(own.EndsWith('/') ? own : $"{own}/", StringComparison.Ordinal));
    }

    /// <summary>Returns the path as a user writes it.</summary>
    public override string ToString() => $"{Scheme}{Bucket}/{Key}";

    private static InvalidInputException Invalid(string path, string reason) => new($"{VisibleText.Quote(path)} {reason}; {ValidForm}");

    // Other tools show the place of an object as an ARN or as an address.
    [GeneratedRegex(@"^(s3[a-z]?:|arn:[^:]*:s3:|https?://[^/]*s3)", RegexOptions.IgnoreCase)]
    private static partial Regex Meant();

    // Amazon S3 User Guide, "General purpose bucket naming rules". The alias of an access point has this form too.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+){3}\z")]
    private static partial Regex Address();
}
