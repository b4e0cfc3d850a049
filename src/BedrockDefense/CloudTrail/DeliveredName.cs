using System.Globalization;
using System.Text.RegularExpressions;

namespace BedrockDefense.CloudTrail;

/// <summary>
/// What the name of a file tells that CloudTrail delivered to S3 (AWS CloudTrail User Guide, "CloudTrail log file examples" and
/// "CloudTrail digest file structure").
/// </summary>
/// <param name="Kind">What the file holds.</param>
/// <param name="Account">The id of the account that the file is for.</param>
/// <param name="Region">The code of the Region whose events the file holds.</param>
/// <param name="Time">
/// When the file was delivered, to the minute. "A log file delivered at a specific time can contain records written at any point
/// before that time." For a digest it is the end of the time that the digest covers, to the second.
/// </param>
public sealed partial record DeliveredName(DeliveredKind Kind, string Account, string Region, DateTimeOffset Time)
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>The name of the trail that the digest belongs to; null for any other file, whose name does not tell.</summary>
    public string? Trail { get; private init; }

    /// <summary>The Region in which the trail was created; null for any other file than a digest.</summary>
    public string? HomeRegion { get; private init; }

    /// <summary>Whether the digest was made later for files that no digest named.</summary>
    public bool IsBackfill { get; private init; }

    /// <summary>
    /// Reads the name at the end of a path or an S3 key. Returns null if it differs from the documented form in anything. It also
    /// returns null if the folders around it are those in which CloudTrail delivers, and they contradict the name.
    /// </summary>
    /// <param name="path">The path, with slashes or backslashes.</param>
    public static DeliveredName? Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var start = path.AsSpan().LastIndexOfAny('/', '\\') + 1;
        var file = path[start..];
        if (!file.EndsWith(".json.gz", StringComparison.Ordinal))
        {
            return null;
        }

        return Logs().Match(file) is { Success: true } log ? Read(log, "yyyyMMdd'T'HHmm'Z'", path)
            : Digests().Match(file) is { Success: true } digest && Read(digest, "yyyyMMdd'T'HHmmss'Z'", path) is { } name
                ? name with
                {
                    Trail = digest.Groups["trail"].Value,
                    HomeRegion = digest.Groups["home"].Value,
                    IsBackfill = digest.Groups["backfill"].Success,
                }
            : null;
    }

    private static DeliveredName? Read(Match match, string timeFormat, string path)
    {
        var (account, kind, region) = (match.Groups["account"].Value, match.Groups["kind"].Value, match.Groups["region"].Value);
        if (!DateTimeOffset.TryParseExact(match.Groups["time"].ValueSpan, timeFormat, CultureInfo.InvariantCulture, Utc, out var time))
        {
            return null;
        }

        var day = time.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture);
        return
            Folders().Match(path) is { Success: true } folders
            && folders.Groups["folders"].Value.Replace('\\', '/') != $"{account}/{kind}/{region}/{day}"
            ? null
            : new DeliveredName(KindOf(kind), account, region, time);
    }

    private static DeliveredKind KindOf(string name) =>
        name switch
        {
            "CloudTrail" => DeliveredKind.Log,
            "CloudTrail-Digest" => DeliveredKind.Digest,
            "CloudTrail-Insight" => DeliveredKind.Insight,
            "CloudTrail-NetworkActivity" => DeliveredKind.NetworkActivity,
            _ => DeliveredKind.Aggregated,
        };

    [GeneratedRegex(
        @"^(?<account>[0-9]{12})_(?<kind>CloudTrail(?:-Insight|-NetworkActivity|-Aggregated)?)_(?<region>[a-z]{2}(?:-[a-z]+)+-[0-9]{1,2})"
            + @"_(?<time>[0-9]{8}T[0-9]{4}Z)_[A-Za-z0-9]{16}\.json\.gz\z"
    )]
    private static partial Regex Logs();

    // A trail's name has 3 to 128 letters, digits, periods, underscores and dashes (AWS CloudTrail API Reference, "CreateTrail").
    [GeneratedRegex(
        @"^(?<account>[0-9]{12})_(?<kind>CloudTrail-Digest)_(?<region>[a-z]{2}(?:-[a-z]+)+-[0-9]{1,2})_(?<trail>[A-Za-z0-9._-]{3,128})"
            + @"_(?<home>[a-z]{2}(?:-[a-z]+)+-[0-9]{1,2})_(?<time>[0-9]{8}T[0-9]{6}Z)(?<backfill>_backfill)?\.json\.gz\z"
    )]
    private static partial Regex Digests();

    /// <summary>The folders in which CloudTrail delivers: account, kind, Region and day.</summary>
    [GeneratedRegex(
        @"(?:^|[/\\])(?<folders>[^/\\]+[/\\]CloudTrail[^/\\]*[/\\][^/\\]+[/\\][0-9]{4}[/\\][0-9]{2}[/\\][0-9]{2})[/\\][^/\\]+\z"
    )]
    private static partial Regex Folders();
}
