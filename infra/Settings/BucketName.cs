using System.Text.RegularExpressions;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Judges the name of a general purpose bucket in which <c>*</c> stands for any text (Amazon S3 User Guide, "General
/// purpose bucket naming rules"): whether some name that it stands for is one that S3 takes.
/// </summary>
internal static partial class BucketName
{
    private const int Longest = 63;
    private const int Shortest = 3;

    private static readonly string[] ReservedBeginnings = ["xn--", "sthree-", "amzn-s3-demo-"];
    private static readonly string[] ReservedEnds = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3", "-an"];

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? FaultOf(string pattern)
    {
        var hasStar = pattern.Contains('*');
        var given = pattern.Replace("*", "", StringComparison.Ordinal);
        return !Characters().IsMatch(pattern) ? "has characters that no bucket's name has, which are a to z, 0 to 9, . and -"
            : given.Length == 0 ? "stands for every bucket"
            : given.Length > Longest || (given.Length < Shortest && !hasStar)
                ? $"has {given.Length} characters, and a bucket's name has {Shortest} to {Longest}"
            : pattern[0] is '.' or '-' || pattern[^1] is '.' or '-' ? "does not begin and end with a letter or a digit"
            : Adjacent().Match(pattern) is { Success: true } adjacent ? $"has {adjacent.Value}, which no bucket's name has"
            : Address().IsMatch(pattern) ? "is an IP address"
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
    private static partial Regex Adjacent();

    [GeneratedRegex(@"\A[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+\z")]
    private static partial Regex Address();
}
