using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>
/// Amazon CloudWatch Logs: log groups and their streams, subscription filters and data protection policies, and destinations.
/// </summary>
public static class LogsReaders
{
    /// <summary>The type of the data protection policy of a log group.</summary>
    public const string DataProtectionPolicy = "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy";

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
            new(DataProtectionPolicy)
            {
                Read = async (place, resource) =>
                {
                    var group = resource.Text("logGroupName")!;
                    return await FindDataProtectionAsync(place, group).ConfigureAwait(false) is { } policy
                        ? Inputs.Of(("logGroupName", group), ("policyDocument", policy))
                        : throw new ResourceMissingException($"the log group {group} has no data protection policy");
                },
            },
            new("aws:cloudwatch/logStream:LogStream")
            {
                Read = async (place, resource) =>
                {
                    var (group, name) = (resource.Text("logGroupName")!, resource.Text("name")!);
                    var streams = await place
                        .AllAsync(
                            Service,
                            "DescribeLogStreams",
                            "logStreams",
                            new() { ["logGroupName"] = group, ["logStreamNamePrefix"] = name }
                        )
                        .ConfigureAwait(false);
                    return streams.Any(stream => stream.Need("logStreamName") == name)
                        ? Inputs.Of(("logGroupName", group), ("name", name))
                        : throw new ResourceMissingException($"the log group {group} has no stream {name}");
                },
            },
            new("aws:cloudwatch/logDestination:LogDestination")
            {
                Read = async (place, resource) =>
                {
                    var destination = await FindDestinationAsync(place, resource.Text("name")!).ConfigureAwait(false);
                    return Inputs.Of(
                        ("name", destination["destinationName"]),
                        ("targetArn", destination["targetArn"]),
                        ("roleArn", destination["roleArn"])
                    );
                },
            },
            new("aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy")
            {
                Read = async (place, resource) =>
                {
                    var destination = await FindDestinationAsync(place, resource.Text("destinationName")!).ConfigureAwait(false);
                    return Inputs.Of(("destinationName", destination["destinationName"]), ("accessPolicy", destination["accessPolicy"]));
                },
            },
            new("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter")
            {
                Read = async (place, resource) =>
                {
                    var (group, name) = (resource.Text("logGroup")!, resource.Text("name")!);
                    var filter =
                        (
                            await place
                                .AllAsync(Service, "DescribeSubscriptionFilters", "subscriptionFilters", new() { ["logGroupName"] = group })
                                .ConfigureAwait(false)
                        ).SingleOrDefault(filter => filter.Need("filterName") == name)
                        ?? throw new ResourceMissingException($"the log group {group} has no subscription filter {name}");
                    return Inputs.Of(
                        ("logGroup", filter["logGroupName"]),
                        ("name", filter["filterName"]),
                        ("filterPattern", filter["filterPattern"]),
                        ("destinationArn", filter["destinationArn"]),
                        ("roleArn", filter["roleArn"]),
                        ("applyOnTransformedLogs", filter["applyOnTransformedLogs"]?.GetValue<bool>() is true ? true : null)
                    );
                },
            },
        ];

    private static async Task<JsonObject> FindDestinationAsync(Place place, string name) =>
        (
            await place
                .AllAsync(Service, "DescribeDestinations", "destinations", new() { ["DestinationNamePrefix"] = name })
                .ConfigureAwait(false)
        ).SingleOrDefault(destination => destination.Need("destinationName") == name)
        ?? throw new ResourceMissingException($"there is no destination {name}");

    /// <summary>Finds the data protection policy of a log group, as a text; null where it has none.</summary>
    public static async Task<string?> FindDataProtectionAsync(Place place, string group)
    {
        var answer = await place
            .JsonAsync(Service, "GetDataProtectionPolicy", new() { ["logGroupIdentifier"] = group })
            .ConfigureAwait(false);
        return answer.Text("policyDocument") is { Length: > 0 } policy ? policy : null;
    }

    /// <summary>Finds a log group by its name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static async Task<JsonObject> FindAsync(Place place, string name) =>
        (
            await place.AllAsync(Service, "DescribeLogGroups", "logGroups", new() { ["logGroupNamePrefix"] = name }).ConfigureAwait(false)
        ).SingleOrDefault(group => group.Need("logGroupName") == name)
        ?? throw new ResourceMissingException($"there is no log group {name}");
}
