using BedrockDefense.Athena;
using BedrockDefense.Aws;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Infra.Trail;
using Pulumi;
using Pulumi.Aws.Glue.Inputs;
using Glue = Pulumi.Aws.Glue;

namespace BedrockDefense.Infra.Hunting;

/// <summary>
/// The trail's log files as a table. Athena computes the table's partitions from the paths. Otherwise AWS Glue would need an entry for
/// every account, Region and day (Amazon Athena User Guide, "Use partition projection with Amazon Athena").
/// </summary>
internal sealed class TrailCatalog
{
    public TrailCatalog(AuditTrail trail, DefenseSettings settings, OrganizationFacts organization, Resource parent)
    {
        var database = new Glue.CatalogDatabase(
            $"{Names.Product}-hunts",
            new() { Name = AthenaScope.DefaultDatabase, Description = "The organization trail of BedrockDefense." },
            new() { Parent = parent }
        );
        Database = database.Name;
        var logs = Output.Format($"{trail.Location}/AWSLogs/{organization.Id}/");
        Table = new Glue.CatalogTable(
            $"{Names.Product}-hunts",
            new()
            {
                Name = AthenaScope.DefaultTable,
                DatabaseName = database.Name,
                Description = "CloudTrail events of every account and Region of the organization.",
                TableType = "EXTERNAL_TABLE",
                PartitionKeys = TrailTable
                    .Partitions.Select(column => new CatalogTablePartitionKeyArgs
                    {
                        Name = column.Name,
                        Type = column.Type,
                        Comment = column.Comment,
                    })
                    .ToList(),
                Parameters =
                {
                    ["EXTERNAL"] = "TRUE",
                    ["classification"] = "cloudtrail",
                    ["projection.enabled"] = "true",
                    ["projection.account.type"] = "enum",
                    ["projection.account.values"] = string.Join(',', organization.AccountIds),
                    ["projection.region.type"] = "enum",
                    // Ungoverned Regions are included: the trail records them, and attackers go there.
                    ["projection.region.values"] = string.Join(
                        ',',
                        AwsRegion.All.Where(region => region.Partition == settings.HomeRegion.Partition).Select(region => region.Code)
                    ),
                    ["projection.day.type"] = "date",
                    ["projection.day.format"] = "yyyy/MM/dd",
                    ["projection.day.interval"] = "1",
                    ["projection.day.interval.unit"] = "DAYS",
                    ["projection.day.range"] = $"NOW-{Days(settings.Trail)}DAYS,NOW",
                    ["storage.location.template"] = logs.Apply(prefix => prefix + "${account}/CloudTrail/${region}/${day}/"),
                },
                StorageDescriptor = new CatalogTableStorageDescriptorArgs
                {
                    Location = logs,
                    InputFormat = TrailTable.InputFormat,
                    OutputFormat = TrailTable.OutputFormat,
                    SerDeInfo = new CatalogTableStorageDescriptorSerDeInfoArgs { SerializationLibrary = TrailTable.Serde },
                    Columns = TrailTable
                        .Columns.Select(column => new CatalogTableStorageDescriptorColumnArgs
                        {
                            Name = column.Name,
                            Type = column.Type,
                            Comment = column.Comment,
                        })
                        .ToList(),
                },
            },
            new() { Parent = parent }
        );
    }

    /// <summary>The database's name.</summary>
    public Output<string> Database { get; }

    /// <summary>The table.</summary>
    public Resource Table { get; }

    // A file expires a day after its lock ends, and S3 deletes it on the next day. The files of a reused trail may be of any age.
    private static int Days(TrailSettings trail) => trail.ReuseArn is null ? trail.RetentionDays + 3 : 3_660;
}
