using BedrockDefense.Infra.Asking;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using AwsCloudTrail = Pulumi.Aws.CloudTrail;

namespace BedrockDefense.Infra.Trail;

/// <summary>
/// The organization trail. It writes the management events of every account and Region, validated and encrypted, to a locked bucket.
/// EventBridge sees API calls only while a trail logs them. With <c>trail: {reuse: …}</c> this component creates nothing, because a second
/// trail would be billed per event.
/// </summary>
internal sealed class AuditTrail : ComponentResource
{
    public AuditTrail(DefenseSettings settings, OrganizationFacts organization, TargetAccount logArchive, ReusedTrail? reused)
        : base("bedrock-defense:trail:AuditTrail", "audit-trail")
    {
        if (reused is not null)
        {
            (Arn, Location) = (Output.Create(reused.Arn), Output.Create(reused.Location));
            RegisterOutputs();
            return;
        }

        // The policies of the bucket and of the key name the trail before it exists. So its name is fixed, and its ARN is composed here.
        var arn =
            $"arn:{settings.HomeRegion.Partition}:cloudtrail:{settings.HomeRegion.Code}:{organization.ManagementAccountId}"
            + $":trail/{Names.Product}";
        var bucket = new TrailBucket(arn, settings, organization, logArchive, this);
        var trail = new AwsCloudTrail.Trail(
            Names.Product,
            new()
            {
                Name = Names.Product,
                S3BucketName = bucket.Name,
                KmsKeyId = bucket.Key.Arn,
                IsOrganizationTrail = true,
                IsMultiRegionTrail = true,
                IncludeGlobalServiceEvents = true,
                EnableLogFileValidation = true,
                EnableLogging = true,
            },
            new() { Parent = this, DependsOn = { bucket.Prerequisite } }
        );
        Arn = trail.Arn;
        Location = Output.Format($"s3://{bucket.Name}");
        RegisterOutputs();
    }

    /// <summary>The trail's ARN.</summary>
    public Output<string> Arn { get; }

    /// <summary>The place of <c>AWSLogs/</c>: <c>s3://</c>, the bucket and, for a reused trail, its prefix.</summary>
    public Output<string> Location { get; }
}
