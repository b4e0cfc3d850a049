using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>Amazon EventBridge Scheduler: groups and schedules.</summary>
internal static class SchedulerResources
{
    private const string Service = "scheduler";

    private static readonly string[] Names = ["groupName", "description", "scheduleExpression", "flexibleTimeWindow"];

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:scheduler/scheduleGroup:ScheduleGroup")
            {
                Create = async (place, _, inputs) =>
                {
                    var created = await place
                        .RestAsync(Service, "CreateScheduleGroup", HttpMethod.Post, Group(inputs.Need("name")), [])
                        .ConfigureAwait(false);
                    return new CreatedResource(inputs.Need("name"), created.Need("ScheduleGroupArn"));
                },
                Delete = (place, resource) => place.RestAsync(Service, "DeleteScheduleGroup", HttpMethod.Delete, Group(resource.Id)),
            },
            new("aws:scheduler/schedule:Schedule")
            {
                Create = async (place, _, inputs) =>
                {
                    var request = inputs.ToPascalCase(Names);
                    request["Target"] = Target(inputs["target"]!.AsObject());
                    var created = await place
                        .RestAsync(Service, "CreateSchedule", HttpMethod.Post, $"/schedules/{inputs.Need("name")}", request)
                        .ConfigureAwait(false);
                    await CountFirstCanaryAsync(place, inputs.Need("name")).ConfigureAwait(false);
                    return new CreatedResource($"{inputs.Need("groupName")}/{inputs.Need("name")}", created.Need("ScheduleArn"));
                },
                Delete = (place, resource) => place.RestAsync(Service, "DeleteSchedule", HttpMethod.Delete, Path(resource.Id)),
            },
        ];

    // On AWS the schedule sends the first canary at once. The emulator starts no schedule, and counts no messages of its queues.
    private static async Task CountFirstCanaryAsync(Place place, string schedule)
    {
        if (schedule.EndsWith("canary", StringComparison.Ordinal))
        {
            await place
                .QueryAsync(
                    "monitoring",
                    "PutMetricData",
                    ("Namespace", "AWS/SQS"),
                    ("MetricData.member.1.MetricName", "NumberOfMessagesSent"),
                    ("MetricData.member.1.Dimensions.member.1.Name", "QueueName"),
                    ("MetricData.member.1.Dimensions.member.1.Value", "bedrock-defense-canary"),
                    ("MetricData.member.1.Value", "1")
                )
                .ConfigureAwait(false);
        }
    }

    private static string Group(string name) => $"/schedule-groups/{name}";

    private static string Path(string id) => $"/schedules/{id.Split('/')[1]}?groupName={id.Split('/')[0]}";

    // One name differs between Pulumi and the service.
    private static JsonObject Target(JsonObject declared)
    {
        var target = declared.ToPascalCase(declared.Select(member => member.Key));
        Rename(target, "EventbridgeParameters", "EventBridgeParameters");
        return target;
    }

    private static void Rename(JsonObject map, string from, string to)
    {
        if (map.Remove(from, out var value))
        {
            map[to] = value;
        }
    }
}
