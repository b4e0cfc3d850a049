using System.Collections.Immutable;
using BedrockDefense.Aws;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.Kinesis.Inputs;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Kinesis = Pulumi.Aws.Kinesis;

namespace BedrockDefense.Infra.Copying;

/// <summary>
/// What receives the invocations of every account, in the log-archive account: a destination in each governed Region, one stream in the
/// home Region, and its bucket. A log group and its destination must be in the same Region, but the stream may be in another (Amazon
/// CloudWatch Logs User Guide, "Cross-account cross-Region log data sharing using Firehose").
/// </summary>
internal sealed class CentralCopies : ComponentResource
{
    // They say why Firehose could not write, which is looked up when an alarm tells.
    private const int DaysOfFaults = 30;

    private readonly DefenseSettings _settings;
    private readonly TargetAccount _account;

    public CentralCopies(CopySettings copies, DefenseSettings settings, OrganizationFacts organization, TargetAccount account)
        : base("bedrock-defense:copying:CentralCopies", "central-copies", account.Component)
    {
        (_settings, _account) = (settings, account);
        var bucket = new CopyBucket(copies, settings, account, this);
        BucketName = bucket.Bucket.Id;
        var stream = Stream(bucket);
        StreamName = stream.Name;
        // The trust policy names no account: which accounts send is for the destinations' policies to say, and only this account can pass
        // the role ("Confused deputy prevention" shows the accounts that may send).
        var intake = ServiceRole.Declare(
            Names.CopiesIntake,
            Names.CopiesIntake,
            "Lets CloudWatch Logs fill the stream of the copies, and nothing else.",
            Fill("access/copies-intake-trust.json"),
            "fill-the-stream",
            Fill("access/copies-intake-permissions.json"),
            this
        );
        Destinations = [.. settings.Regions.Select(region => Destination(region, stream, intake, organization))];
        RegisterOutputs();
    }

    /// <summary>The bucket's generated name.</summary>
    public Output<string> BucketName { get; }

    /// <summary>The stream's name.</summary>
    public Output<string> StreamName { get; }

    /// <summary>The resources that must exist before a log group sends anything.</summary>
    public ImmutableArray<Resource> Destinations { get; }

    private string Region => _settings.HomeRegion.Code;

    private Kinesis.FirehoseDeliveryStream Stream(CopyBucket bucket)
    {
        var faults = new CloudWatch.LogGroup(
            Names.Copies,
            new() { Name = $"/aws/kinesisfirehose/{Names.Copies}", RetentionInDays = DaysOfFaults },
            new() { Parent = this }
        );
        var stream = new CloudWatch.LogStream(Names.Copies, new() { LogGroupName = faults.Name, Name = "faults" }, new() { Parent = this });
        var delivery = ServiceRole.Declare(
            Names.Copies,
            Names.Copies,
            "Lets Firehose write the copies of model invocations, and nothing else.",
            Fill("access/copies-trust.json"),
            "write-copies",
            Documents.Fill(
                "access/copies-permissions.json",
                (Placeholder.AccountId, _account.Id),
                (Placeholder.CopiesBucketArn, bucket.Bucket.Arn),
                (Placeholder.CopiesKeyArn, bucket.KeyArn),
                (Placeholder.DnsSuffix, AwsPartition.Find(_settings.HomeRegion.Partition).DnsSuffix),
                (Placeholder.Partition, _settings.HomeRegion.Partition),
                (Placeholder.Product, Names.Product),
                (Placeholder.Region, Region)
            ),
            this
        );
        return new Kinesis.FirehoseDeliveryStream(
            Names.Copies,
            new()
            {
                Name = Names.Copies,
                Destination = "extended_s3",
                // What waits in the stream for at most a few minutes is encrypted with a key of AWS, as what passes to a member's own log
                // group is. A customer managed key would cost a request for every batch and protect no copy.
                ServerSideEncryption = new FirehoseDeliveryStreamServerSideEncryptionArgs { Enabled = true, KeyType = "AWS_OWNED_CMK" },
                ExtendedS3Configuration = new FirehoseDeliveryStreamExtendedS3ConfigurationArgs
                {
                    BucketArn = bucket.Bucket.Arn,
                    RoleArn = delivery.Arn,
                    Prefix = CopyBucket.Prefix,
                    FileExtension = ".json.gz",
                    KmsKeyArn = bucket.KeyArn,
                    BufferingInterval = 300,
                    BufferingSize = 64,
                    // CloudWatch Logs sends its records compressed with gzip already, each a member of the file (Amazon CloudWatch Logs
                    // User Guide, "Real-time processing of log data with subscriptions").
                    CompressionFormat = "UNCOMPRESSED",
                    CloudwatchLoggingOptions = new FirehoseDeliveryStreamExtendedS3ConfigurationCloudwatchLoggingOptionsArgs
                    {
                        Enabled = true,
                        LogGroupName = faults.Name,
                        LogStreamName = stream.Name,
                    },
                },
            },
            new() { Parent = this, DependsOn = { delivery.Permissions, bucket.Prerequisite } }
        );
    }

    private CloudWatch.LogDestinationPolicy Destination(
        AwsRegion region,
        Kinesis.FirehoseDeliveryStream stream,
        ServiceRole intake,
        OrganizationFacts organization
    )
    {
        var name = $"{Names.Copies}-{region.Code}";
        var destination = new CloudWatch.LogDestination(
            name,
            new()
            {
                Name = Names.Copies,
                Region = region.Code,
                TargetArn = stream.Arn,
                RoleArn = intake.Arn,
            },
            // A test message shows at once whether the role may fill the stream.
            new() { Parent = this, DependsOn = { intake.Permissions } }
        );
        return new CloudWatch.LogDestinationPolicy(
            name,
            new()
            {
                DestinationName = destination.Name,
                Region = region.Code,
                AccessPolicy = Documents.Fill(
                    "access/copies-destination.json",
                    (Placeholder.AccountId, _account.Id),
                    (Placeholder.OrganizationId, organization.Id),
                    (Placeholder.Partition, _settings.HomeRegion.Partition),
                    (Placeholder.Product, Names.Product),
                    (Placeholder.Region, region.Code)
                ),
            },
            new() { Parent = this }
        );
    }

    private string Fill(string document) =>
        PolicyTemplate
            .Load(document)
            .FillFrom(
                new PlaceholderValues
                {
                    { Placeholder.AccountId, _account.Id },
                    { Placeholder.Partition, _settings.HomeRegion.Partition },
                    { Placeholder.Product, Names.Product },
                    { Placeholder.Region, Region },
                }
            );
}
