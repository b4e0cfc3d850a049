using System.Collections.Immutable;
using BedrockDefense.Alerts;
using Pulumi;
using Pulumi.Aws.CloudTrail.Outputs;
using Pulumi.Utilities;
using AwsCloudTrail = Pulumi.Aws.CloudTrail;

namespace BedrockDefense.Infra.Asking;

/// <summary>
/// An existing trail. The program reads it and never manages it. If the trail is stopped, or does not log every account and Region, the
/// detections would be blind, and the program ends.
/// </summary>
/// <param name="Arn">The trail's ARN.</param>
/// <param name="Location">The place of <c>AWSLogs/</c>.</param>
internal sealed record ReusedTrail(string Arn, string Location)
{
    /// <summary>Reads the trail that the settings name, and judges it.</summary>
    /// <param name="arn">The trail's ARN.</param>
    /// <param name="detections">The detections that would be blind without the trail's events.</param>
    public static async Task<Answer<ReusedTrail>> AskAsync(string arn, IReadOnlyList<CompiledDetection> detections)
    {
        var homeRegion = arn.Split(':')[3];
        var answer = await new Question(
            $"whether the trail {arn} can be reused",
            "cloudtrail:DescribeTrails, GetTrailStatus, GetEventSelectors, GetInsightSelectors and ListTags",
            $"make sure that it exists, with: aws cloudtrail describe-trails --region {homeRegion} --trail-name-list {arn}"
        )
            .AskAsync(() => ReadAsync(arn, homeRegion), read => !read.IsNothing)
            .ConfigureAwait(false);
        if (answer.Value is not { } trail)
        {
            return new(null, answer.Faults);
        }

        List<string> faults =
        [
            .. Fault(trail.IsMultiRegion, "logs one Region only", $"aws cloudtrail update-trail --name {arn} --is-multi-region-trail"),
            .. Fault(trail.IsOrganization, "is no organization trail", $"aws cloudtrail update-trail --name {arn} --is-organization-trail"),
            .. Fault(trail.IsLogging, "is stopped", $"aws cloudtrail start-logging --name {arn}"),
            .. TrailSelectors
                .GapsOf(trail.Selectors, trail.AdvancedSelectors, detections)
                .SelectMany(gap => Fault(false, gap, $"aws cloudtrail get-event-selectors --trail-name {arn}")),
        ];
        if (faults.Count == 0 && string.IsNullOrEmpty(trail.Bucket))
        {
            // Every trail has a bucket. Nobody could find the log files without its name.
            faults.AddRange(Fault(false, "has no bucket that AWS tells of", $"aws cloudtrail get-trail --name {arn}"));
        }

        return faults.Count == 0
            ? new(new ReusedTrail(arn, string.IsNullOrEmpty(trail.Prefix) ? $"s3://{trail.Bucket}" : $"s3://{trail.Bucket}/{trail.Prefix}"))
            : new(null, $"The trail {arn} cannot be reused:\n" + string.Join('\n', faults));

        IEnumerable<string> Fault(bool? isGood, string fault, string command) =>
            isGood == true ? [] : [$"  - it {fault}: {command} --region {homeRegion}"];
    }

    private static async Task<TrailState> ReadAsync(string arn, string region)
    {
        var trail = AwsCloudTrail.Trail.Get("reused", arn, new() { Region = region });
        return new(
            await KnownAsync(trail.IsMultiRegionTrail).ConfigureAwait(false),
            await KnownAsync(trail.IsOrganizationTrail).ConfigureAwait(false),
            await KnownAsync(trail.EnableLogging).ConfigureAwait(false),
            await KnownAsync(trail.S3BucketName).ConfigureAwait(false),
            await KnownAsync(trail.S3KeyPrefix).ConfigureAwait(false),
            await KnownAsync(trail.EventSelectors).ConfigureAwait(false),
            await KnownAsync(trail.AdvancedEventSelectors).ConfigureAwait(false)
        );
    }

    // A preview reads the trail too. Its answer leaves out what is not known yet.
    private static async Task<T?> KnownAsync<T>(Output<T> output) =>
        await OutputUtilities.GetIsKnownAsync(output).ConfigureAwait(false)
            ? await OutputUtilities.GetValueAsync(output).ConfigureAwait(false)
            : default;

    private sealed record TrailState(
        bool? IsMultiRegion,
        bool? IsOrganization,
        bool? IsLogging,
        string? Bucket,
        string? Prefix,
        ImmutableArray<TrailEventSelector> Selectors,
        ImmutableArray<TrailAdvancedEventSelector> AdvancedSelectors
    )
    {
        /// <summary>Whether AWS returned nothing about the trail.</summary>
        public bool IsNothing => (IsMultiRegion, IsOrganization, IsLogging, Bucket, Prefix) == (null, null, null, null, null);
    }
}
