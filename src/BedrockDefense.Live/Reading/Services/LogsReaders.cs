using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>Amazon CloudWatch Logs: log groups.</summary>
public static class LogsReaders
{
    private const string Service = "logs";

    public static IEnumerable<ResourceReader> All =>
        [
            new("aws:cloudwatch/logGroup:LogGroup")
            {
                Read = async (place, resource) =>
                {
                    var group = await FindAsync(place, resource.Id).ConfigureAwait(false);
                    return Inputs.Of(
                        ("name", group["logGroupName"]),
                        ("retentionInDays", group["retentionInDays"]),
                        ("deletionProtectionEnabled", group["deletionProtectionEnabled"]),
                        ("kmsKeyId", group["kmsKeyId"])
                    );
                },
            },
        ];

    /// <summary>Finds a log group by its name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static async Task<JsonObject> FindAsync(Place place, string name) =>
        (
            await place.AllAsync(Service, "DescribeLogGroups", "logGroups", new() { ["logGroupNamePrefix"] = name }).ConfigureAwait(false)
        ).SingleOrDefault(group => group.Need("logGroupName") == name)
        ?? throw new ResourceMissingException($"there is no log group {name}");
}
