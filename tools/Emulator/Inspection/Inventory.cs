using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace BedrockDefense.Emulator.Inspection;

/// <summary>Lists everything in an account and Region, whoever created it, by asking every service for its lists.</summary>
internal static class Inventory
{
    /// <summary>Lists the kind and name of everything.</summary>
    public static async Task<IReadOnlySet<string>> OfAsync(Place place)
    {
        HashSet<string> found = [];
        foreach (var bus in await ListAsync("events", "ListEventBuses", "EventBuses", "Name").ConfigureAwait(false))
        {
            found.Add($"bus {bus}");
            found.UnionWith(
                (await place.AllAsync("events", "ListRules", "Rules", new() { ["EventBusName"] = bus }).ConfigureAwait(false)).Select(
                    rule => $"rule {bus}/{rule.Need("Name")}"
                )
            );
        }

        await AddAsync("queue", ListAsync("sqs", "ListQueues", "QueueUrls", field: null)).ConfigureAwait(false);
        await AddAsync("trail", ListAsync("cloudtrail", "ListTrails", "Trails", "Name")).ConfigureAwait(false);
        await AddAsync("state machine", ListAsync("states", "ListStateMachines", "stateMachines", "name")).ConfigureAwait(false);
        await AddAsync("alias", ListAsync("kms", "ListAliases", "Aliases", "AliasName")).ConfigureAwait(false);
        await AddAsync("log group", ListAsync("logs", "DescribeLogGroups", "logGroups", "logGroupName")).ConfigureAwait(false);
        await AddAsync("database", ListAsync("glue", "GetDatabases", "DatabaseList", "Name")).ConfigureAwait(false);
        await AddAsync("workgroup", ListAsync("athena", "ListWorkGroups", "WorkGroups", "Name")).ConfigureAwait(false);
        await AddAsync("schedule", RestAsync("/schedules", "Schedules")).ConfigureAwait(false);
        await AddAsync("schedule group", RestAsync("/schedule-groups", "ScheduleGroups")).ConfigureAwait(false);
        await AddAsync("topic", QueryAsync("sns", "ListTopics", "TopicArn")).ConfigureAwait(false);
        await AddAsync("subscription", QueryAsync("sns", "ListSubscriptions", "SubscriptionArn")).ConfigureAwait(false);
        await AddAsync("role", QueryAsync("iam", "ListRoles", "RoleName")).ConfigureAwait(false);
        await AddAsync("alarm", QueryAsync("monitoring", "DescribeAlarms", "AlarmName")).ConfigureAwait(false);
        await AddAsync("stack set", StackSetsAsync()).ConfigureAwait(false);
        await AddAsync("stack", QueryAsync("cloudformation", "DescribeStacks", "StackName")).ConfigureAwait(false);
        await AddAsync("bucket", BucketsAsync()).ConfigureAwait(false);
        await AddAsync("key", KeysAsync()).ConfigureAwait(false);
        return found;

        async Task AddAsync(string kind, Task<IEnumerable<string>> names) =>
            found.UnionWith((await names.ConfigureAwait(false)).Select(name => $"{kind} {name}"));

        async Task<IEnumerable<string>> ListAsync(string service, string operation, string list, string? field) =>
            Names(await place.JsonAsync(service, operation, []).ConfigureAwait(false), list, field);

        async Task<IEnumerable<string>> RestAsync(string path, string list) =>
            Names(await place.RestAsync("scheduler", $"List {path}", HttpMethod.Get, path).ConfigureAwait(false), list, "Name");

        async Task<IEnumerable<string>> QueryAsync(string service, string operation, string element) =>
            Elements(await place.QueryAsync(service, operation).ConfigureAwait(false), element);

        // The service still lists deleted stack sets.
        async Task<IEnumerable<string>> StackSetsAsync() =>
            (await place.QueryAsync("cloudformation", "ListStackSets").ConfigureAwait(false))
                .Descendants()
                .Where(element => element.Name.LocalName == "member" && element.Text("Status") == "ACTIVE")
                .Select(set => set.Text("StackSetName"));

        async Task<IEnumerable<string>> BucketsAsync() =>
            Elements(await place.Account.S3XmlAsync(place.Region, "ListBuckets", "/").ConfigureAwait(false), "Name");

        // A key that is scheduled for deletion counts as deleted. KMS keeps it for its waiting period.
        async Task<IEnumerable<string>> KeysAsync()
        {
            List<string> enabled = [];
            foreach (var id in await ListAsync("kms", "ListKeys", "Keys", "KeyId").ConfigureAwait(false))
            {
                var key = (await place.JsonAsync("kms", "DescribeKey", new() { ["KeyId"] = id }).ConfigureAwait(false))["KeyMetadata"]!;
                if (key["KeyState"]!.GetValue<string>() != "PendingDeletion")
                {
                    enabled.Add($"{id} ({key["Description"]})");
                }
            }

            return enabled;
        }
    }

    private static IEnumerable<string> Names(JsonObject answer, string list, string? field) =>
        (answer[list]?.AsArray() ?? []).Select(item => (field is null ? item! : item![field]!).GetValue<string>());

    private static IEnumerable<string> Elements(XElement answer, string name) =>
        answer.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value);
}
