using BedrockDefense.Athena;
using BedrockDefense.Hunting;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Infra.Trail;
using Pulumi;
using Pulumi.Aws.Athena.Inputs;
using AwsAthena = Pulumi.Aws.Athena;

namespace BedrockDefense.Infra.Hunting;

/// <summary>
/// Everything that queries of the trail's history need: a table over the bucket, a workgroup and saved queries. The workgroup limits how
/// much a query scans, and encrypts its results. There is a saved query for each detection and hunt, and one for all detections, compiled
/// from the Sigma rules. All of it is in the bucket's account, so no other account needs to read the logs. IAM alone decides who may query
/// there.
/// </summary>
internal sealed class TrailHunting : ComponentResource
{
    private const long Gigabyte = 1_000_000_000;

    public TrailHunting(AuditTrail trail, DefenseSettings settings, OrganizationFacts organization, TargetAccount account)
        : base("bedrock-defense:hunting:TrailHunting", "hunting", account.Component)
    {
        var results = new ResultsBucket(settings, this);
        var catalog = new TrailCatalog(trail, settings, organization, this);
        var workgroup = new AwsAthena.Workgroup(
            Names.Product,
            new()
            {
                Name = Names.Product,
                Description = "Searches the organization trail for what BedrockDefense detects.",
                // Without this, a workgroup with queries in its history could not be deleted.
                ForceDestroy = true,
                Configuration = new WorkgroupConfigurationArgs
                {
                    EnforceWorkgroupConfiguration = true,
                    PublishCloudwatchMetricsEnabled = true,
                    EngineVersion = new WorkgroupConfigurationEngineVersionArgs { SelectedEngineVersion = "Athena engine version 3" },
                    ResultConfiguration = new WorkgroupConfigurationResultConfigurationArgs
                    {
                        OutputLocation = Output.Format($"s3://{results.Name}/"),
                        ExpectedBucketOwner = account.Id,
                        EncryptionConfiguration = new WorkgroupConfigurationResultConfigurationEncryptionConfigurationArgs
                        {
                            EncryptionOption = "SSE_S3",
                        },
                    },
                },
            },
            new()
            {
                Parent = this,
                DependsOn = { results.Prerequisite },
                ResourceTransformations = { ScanLimit.Of(settings.Hunting.ScanLimitGigabytes * Gigabyte) },
            }
        );

        var placeholders = Placeholders.Of(settings).ByName;
        var hunts = new HuntRules(Catalog.Detection.All, Catalog.Hunt.All).Expand(placeholders);
        foreach (
            var (id, query) in hunts
                .Detections.Select(detection => (detection.Id, AthenaCompiler.Compile(detection.Rule)))
                .Concat(hunts.Correlations.Select(hunt => (hunt.Id, AthenaCompiler.Compile(hunt))))
                .Prepend(("all-detections", AthenaCompiler.Compile(hunts.Detections)))
        )
        {
            _ = new AwsAthena.NamedQuery(
                id,
                new()
                {
                    Name = id,
                    Description = query.Title,
                    Database = catalog.Database,
                    Workgroup = workgroup.Name,
                    Query = query.Sql,
                },
                new() { Parent = this, DependsOn = { catalog.Table } }
            );
        }

        RegisterOutputs();
    }
}
