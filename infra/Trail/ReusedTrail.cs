using Pulumi;
using AwsCloudTrail = Pulumi.Aws.CloudTrail;

namespace BedrockDefense.Infra.Trail;

/// <summary>
/// A trail that exists already. It is read, never managed: one that does not log every account and Region, or is
/// stopped, would leave the detections blind, so that it ends the program.
/// </summary>
internal static class ReusedTrail
{
    /// <summary>The trail's ARN and where its log files are, once it is known to be good enough.</summary>
    /// <param name="arn">The ARN in the settings.</param>
    /// <param name="parent">The component it belongs to.</param>
    public static (Output<string> Arn, Output<string> Location) Check(string arn, Resource parent)
    {
        var homeRegion = arn.Split(':')[3];
        var trail = AwsCloudTrail.Trail.Get("reused", arn, new() { Region = homeRegion }, new() { Parent = parent });
        var good = Output.Tuple(trail.IsMultiRegionTrail, trail.IsOrganizationTrail, trail.EnableLogging).Apply(found =>
        {
            List<string> faults =
            [
                .. Fault(found.Item1, "logs one Region only", $"aws cloudtrail update-trail --name {arn} --is-multi-region-trail"),
                .. Fault(found.Item2, "is no organization trail", $"aws cloudtrail update-trail --name {arn} --is-organization-trail"),
                .. Fault(found.Item3, "is stopped", $"aws cloudtrail start-logging --name {arn}"),
            ];
            return faults.Count == 0
                ? arn
                : throw new RunException($"The trail {arn} cannot be reused:\n" + string.Join('\n', faults));

            IEnumerable<string> Fault(bool? isGood, string fault, string command) =>
                isGood == true ? [] : [$"  - it {fault}: {command} --region {homeRegion}"];
        });
        return (good, Output.Tuple(good, trail.S3BucketName, trail.S3KeyPrefix).Apply(found =>
            string.IsNullOrEmpty(found.Item3) ? $"s3://{found.Item2}" : $"s3://{found.Item2}/{found.Item3}"));
    }
}
