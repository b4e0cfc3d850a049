using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>Amazon EventBridge Scheduler: groups and schedules.</summary>
public static class SchedulerReaders
{
    private const string Service = "scheduler";

    private static readonly string[] Members =
    [
        "Name",
        "GroupName",
        "Description",
        "ScheduleExpression",
        "FlexibleTimeWindow",
        "StartDate",
        "EndDate",
        "KmsKeyArn",
    ];

    public static IEnumerable<ResourceReader> All =>
        [
            new("aws:scheduler/scheduleGroup:ScheduleGroup")
            {
                Read = async (place, resource) =>
                    (
                        await place.RestAsync(Service, "GetScheduleGroup", HttpMethod.Get, Group(resource.Id)).ConfigureAwait(false)
                    ).ToCamelCase("Name"),
            },
            new("aws:scheduler/schedule:Schedule")
            {
                Read = async (place, resource) =>
                {
                    var schedule = await place.RestAsync(Service, "GetSchedule", HttpMethod.Get, Path(resource.Id)).ConfigureAwait(false);
                    var read = schedule.ToCamelCase(Members);
                    read["target"] = Declared(schedule["Target"]!.AsObject());
                    return read;
                },
            },
        ];

    /// <summary>Reads the state of a schedule: <c>ENABLED</c> or <c>DISABLED</c>.</summary>
    /// <param name="place">Where the schedule is.</param>
    /// <param name="id">Its group and name, with a slash between them.</param>
    public static async Task<string?> StateAsync(Place place, string id) =>
        (await place.RestAsync(Service, "GetSchedule", HttpMethod.Get, Path(id)).ConfigureAwait(false)).Text("State");

    private static string Group(string name) => $"/schedule-groups/{name}";

    private static string Path(string id) => $"/schedules/{id.Split('/')[1]}?groupName={id.Split('/')[0]}";

    // One name differs between Pulumi and the service.
    private static JsonObject Declared(JsonObject told)
    {
        var target = told.ToCamelCase(told.Select(member => member.Key));
        Rename(target, "eventBridgeParameters", "eventbridgeParameters");
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
