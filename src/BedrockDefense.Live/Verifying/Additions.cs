using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Verifying;

/// <summary>
/// Finds what somebody added to a resource of the stack: further permissions of a role, targets of a rule, subscriptions of a topic or log
/// group, policies on its records, what a lifecycle rule or a stream does besides, exceptions of the trail. The declaration has no input
/// that such an addition would change.
/// </summary>
/// <param name="stack">The whole stack, with the real ids.</param>
internal sealed class Additions(IReadOnlyList<DeclaredResource> stack)
{
    /// <summary>Lists the additions to a resource, a sentence and a remedy each.</summary>
    /// <param name="place">Where the resource is.</param>
    /// <param name="resource">The resource.</param>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public Task<IReadOnlyList<(string Addition, string Remedy)>> OfAsync(Place place, DeclaredResource resource) =>
        resource.Type switch
        {
            "aws:iam/role:Role" => OfRoleAsync(place, resource),
            "aws:cloudwatch/eventRule:EventRule" => OfRuleAsync(place, resource),
            "aws:cloudwatch/logGroup:LogGroup" => OfLogGroupAsync(place, resource),
            "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream" => OfStreamAsync(place, resource),
            "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration" => OfLifecycleAsync(place, resource),
            "aws:sns/topic:Topic" => OfTopicAsync(place, resource),
            "aws:cloudtrail/trail:Trail" => OfTrailAsync(place, resource),
            _ => Task.FromResult<IReadOnlyList<(string, string)>>([]),
        };

    private async Task<IReadOnlyList<(string, string)>> OfRoleAsync(Place place, DeclaredResource role)
    {
        var declared = NamesOf("aws:iam/rolePolicy:RolePolicy", role, "role", role.Id, "name");
        var inline = await place.AllPagesAsync("iam", "ListRolePolicies", "Marker", ("RoleName", role.Id)).ConfigureAwait(false);
        var attached = await place.AllPagesAsync("iam", "ListAttachedRolePolicies", "Marker", ("RoleName", role.Id)).ConfigureAwait(false);
        return
        [
            .. inline
                .SelectMany(page => page.Find("PolicyNames")?.Elements() ?? [])
                .Select(element => element.Value)
                .Where(name => !declared.Contains(name))
                .Select(name =>
                    (
                        $"it has the inline policy {name}, which is not declared",
                        $"aws iam delete-role-policy --role-name {role.Id} --policy-name {ShellWord.Of(name)}"
                    )
                ),
            .. attached
                .SelectMany(page => page.Descendants())
                .Where(element => element.Name.LocalName == "PolicyArn")
                .Select(element =>
                    (
                        $"it has the managed policy {element.Value}, which is not declared",
                        $"aws iam detach-role-policy --role-name {role.Id} --policy-arn {ShellWord.Of(element.Value)}"
                    )
                ),
        ];
    }

    private async Task<IReadOnlyList<(string, string)>> OfRuleAsync(Place place, DeclaredResource rule)
    {
        var bus = rule.Text("eventBusName") ?? "default";
        var declared = stack
            .Where(target =>
                target.Type == "aws:cloudwatch/eventTarget:EventTarget"
                && IsBeside(target, rule)
                && target.Text("rule") == rule.Text("name")
                && (target.Text("eventBusName") ?? "default") == bus
            )
            .Select(target => target.Text("targetId"))
            .ToHashSet(StringComparer.Ordinal);
        var targets = await place
            .AllAsync("events", "ListTargetsByRule", "Targets", new() { ["Rule"] = rule.Text("name"), ["EventBusName"] = bus })
            .ConfigureAwait(false);
        return
        [
            .. targets
                .Where(target => !declared.Contains(target.Need("Id")))
                .Select(target =>
                    (
                        $"it has the target {target.Need("Id")}, {target.Text("Arn")}, which is not declared",
                        $"aws events remove-targets --event-bus-name {bus} --rule {rule.Text("name")} "
                            + $"--ids {ShellWord.Of(target.Need("Id"))}"
                    )
                ),
        ];
    }

    // Whatever is written to the group goes to the destination of each filter as well.
    private async Task<IReadOnlyList<(string, string)>> OfLogGroupAsync(Place place, DeclaredResource group)
    {
        var declared = NamesOf("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", group, "logGroup", group.Id, "name");
        var masking = NamesOf(LogsReaders.DataProtectionPolicy, group, "logGroupName", group.Id, "logGroupName");
        var filters = await place
            .AllAsync("logs", "DescribeSubscriptionFilters", "subscriptionFilters", new() { ["logGroupName"] = group.Id })
            .ConfigureAwait(false);
        return
        [
            .. await LogGroupPolicies.OfAsync(place, group.Id, isMasked: masking.Count > 0).ConfigureAwait(false),
            .. filters
                .Where(filter => !declared.Contains(filter.Need("filterName")))
                .Select(filter =>
                    (
                        $"it has the subscription filter {filter.Need("filterName")}, which sends its records to "
                            + $"{filter.Text("destinationArn")} and is not declared",
                        $"aws logs delete-subscription-filter --region {place.Region} --log-group-name {ShellWord.Of(group.Id)} "
                            + $"--filter-name {ShellWord.Of(filter.Need("filterName"))}"
                    )
                ),
        ];
    }

    // What passes through a function comes out as whatever the function returns.
    private static async Task<IReadOnlyList<(string, string)>> OfStreamAsync(Place place, DeclaredResource stream)
    {
        var bucket = FirehoseReaders.BucketOf(await FirehoseReaders.DescribeAsync(place, stream.Text("name")!).ConfigureAwait(false));
        return bucket?["ProcessingConfiguration"]?["Enabled"]?.GetValue<bool>() is true
            ?
            [
                (
                    "it processes the records on their way, which is not declared",
                    "look who changed the stream, then put it back: pulumi up --refresh"
                ),
            ]
            : [];
    }

    private static async Task<IReadOnlyList<(string, string)>> OfLifecycleAsync(Place place, DeclaredResource lifecycle) =>
        [
            .. LifecycleAdditions
                .Of(await S3Readers.LifecycleAsync(place, lifecycle.Text("bucket")!).ConfigureAwait(false), lifecycle)
                .Select(one => (one, "look who changed the rule, then put it back: pulumi up --refresh")),
        ];

    private async Task<IReadOnlyList<(string, string)>> OfTopicAsync(Place place, DeclaredResource topic)
    {
        var declared = stack
            .Where(one => one.Type == "aws:sns/topicSubscription:TopicSubscription" && one.Text("topic") == topic.Id)
            .Select(one => $"{one.Text("protocol")} {one.Text("endpoint")}")
            .ToHashSet(StringComparer.Ordinal);
        var pages = await place.AllPagesAsync("sns", "ListSubscriptionsByTopic", "NextToken", ("TopicArn", topic.Id)).ConfigureAwait(false);
        return
        [
            .. pages
                .SelectMany(page => page.Descendants())
                .Where(element => element.Name.LocalName == "member")
                .Where(one => !declared.Contains($"{one.Text("Protocol")} {one.Text("Endpoint")}"))
                // Owners of endpoints in other accounts subscribe them by themselves.
                .Where(one => one.Text("Owner") == place.Account.Id)
                .Select(one =>
                    (
                        $"it has the subscription of {one.Text("Protocol")} {one.Text("Endpoint")}, which is not declared",
                        $"aws sns unsubscribe --subscription-arn {ShellWord.Of(one.Text("SubscriptionArn"))}"
                    )
                ),
        ];
    }

    private static async Task<IReadOnlyList<(string, string)>> OfTrailAsync(Place place, DeclaredResource trail)
    {
        var selectors = await place.JsonAsync("cloudtrail", "GetEventSelectors", new() { ["TrailName"] = trail.Id }).ConfigureAwait(false);
        var basic = (selectors["EventSelectors"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var isWhole = basic.Exists(one =>
            one.Text("ReadWriteType") == "All"
            && one["IncludeManagementEvents"]?.GetValue<bool>() == true
            && one["ExcludeManagementEventSources"] is not JsonArray { Count: > 0 }
        );
        var advanced = selectors["AdvancedEventSelectors"] is JsonArray { Count: > 0 };
        return isWhole || (basic.Count == 0 && !advanced)
            ? []
            :
            [
                (
                    "its event selectors leave out management events: " + selectors.ToJsonString(JsonText.Options),
                    $"aws cloudtrail put-event-selectors --trail-name {trail.Text("name")} --event-selectors "
                        + """'[{"ReadWriteType":"All","IncludeManagementEvents":true}]'"""
                ),
            ];
    }

    private HashSet<string> NamesOf(string type, DeclaredResource owner, string reference, string id, string name) =>
        stack
            .Where(one => one.Type == type && IsBeside(one, owner) && one.Text(reference) == id)
            .Select(one => one.Text(name)!)
            .ToHashSet(StringComparer.Ordinal);

    private static bool IsBeside(DeclaredResource one, DeclaredResource other) =>
        one.ProviderAccountId == other.ProviderAccountId
        && (one.Text("region") == other.Text("region") || one.Type.StartsWith("aws:iam", StringComparison.Ordinal));
}
