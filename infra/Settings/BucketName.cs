using System.Text.RegularExpressions;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Judges a pattern of names of general purpose buckets, where <c>*</c> stands for any text. A pattern is valid when S3 accepts at least
/// one name that matches it (Amazon S3 User Guide, "General purpose bucket naming rules").
/// </summary>
internal static partial class BucketName
{
    private const int MaximumLength = 63;
    private const int MinimumLength = 3;

    private static readonly string[] ReservedBeginnings = ["xn--", "sthree-", "amzn-s3-demo-"];
    private static readonly string[] ReservedEnds = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3", "-an"];

    /// <summary>Says what is wrong with a pattern; null when the pattern is valid.</summary>
    public static string? FaultOf(string pattern)
    {
        var hasStar = pattern.Contains('*');
        var given = pattern.Replace("*", "", StringComparison.Ordinal);
        return !Characters().IsMatch(pattern) ? "has characters that no bucket's name has, which are a to z, 0 to 9, . and -"
            : given.Length == 0 ? "stands for every bucket"
            : given.Length > MaximumLength || (given.Length < MinimumLength && !hasStar)
                ? $"has {given.Length} characters, and a bucket's name has {MinimumLength} to {MaximumLength}"
            : pattern[0] is '.' or '-' || pattern[^1] is '.' or '-' ? "does not begin and end with a letter or a digit"
            : MisplacedSeparator().Match(pattern) is { Success: true } adjacent ? $"has {adjacent.Value}, which no bucket's name has"
            : IpAddress().IsMatch(pattern) ? "is an IP address"
            : ReservedBeginnings.FirstOrDefault(beginning => pattern.StartsWith(beginning, StringComparison.Ordinal)) is { } begin
                ? $"begins with {begin}, which S3 keeps for itself"
            : ReservedEnds.FirstOrDefault(end => pattern.EndsWith(end, StringComparison.Ordinal)) is { } end
                ? $"ends with {end}, which S3 keeps for itself"
            : null;
    }

    [GeneratedRegex(@"\A[a-z0-9.*-]+\z")]
    private static partial Regex Characters();

    // A hyphen beside a period would begin or end a part of the bucket's host name.
    [GeneratedRegex(@"\.\.|\.-|-\.")]
    private static partial Regex MisplacedSeparator();

    [GeneratedRegex(@"\A[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+\z")]
    private static partial Regex IpAddress();
}
