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
/// The trail's log files as a table. Its partitions are computed from the paths, not kept: AWS Glue would have to be told
/// of every account, Region and day (Amazon Athena User Guide, "Use partition projection with Amazon Athena").
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
                    // Also those nobody governs: the trail records them, and they are where attackers go.
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

    // A file outlives its lock by a day, its expiry is carried out by the next. A reused trail's files may be of any age.
    private static int Days(TrailSettings trail) => trail.ReuseArn is null ? trail.RetentionDays + 3 : 3_660;
}
