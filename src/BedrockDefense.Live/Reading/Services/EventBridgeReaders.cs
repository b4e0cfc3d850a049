using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>Amazon EventBridge: buses, their policies, rules and targets.</summary>
public static class EventBridgeReaders
{
    private const string Service = "events";

    public static IEnumerable<ResourceReader> All =>
        [
            new("aws:cloudwatch/eventBus:EventBus")
            {
                Read = async (place, resource) =>
                    (
                        await place.JsonAsync(Service, "DescribeEventBus", new() { ["Name"] = resource.Id }).ConfigureAwait(false)
                    ).ToCamelCase("Name", "Description"),
            },
            new("aws:cloudwatch/eventBusPolicy:EventBusPolicy")
            {
                Read = async (place, resource) =>
                {
                    var bus = await place
                        .JsonAsync(Service, "DescribeEventBus", new() { ["Name"] = resource.Text("eventBusName") })
                        .ConfigureAwait(false);
                    return Inputs.Of(("eventBusName", bus["Name"]), ("policy", bus["Policy"]));
                },
            },
            new("aws:cloudwatch/eventRule:EventRule")
            {
                Read = async (place, resource) =>
                    (
                        await place
                            .JsonAsync(Service, "DescribeRule", OnBus(resource, ("Name", resource.Text("name"))))
                            .ConfigureAwait(false)
                    ).ToCamelCase("Name", "Description", "EventBusName", "EventPattern", "ScheduleExpression", "State"),
            },
            new("aws:cloudwatch/eventTarget:EventTarget")
            {
                Read = async (place, resource) =>
                {
                    var targets = await place
                        .JsonAsync(Service, "ListTargetsByRule", OnBus(resource, ("Rule", resource.Text("rule"))))
                        .ConfigureAwait(false);
                    var target =
                        targets["Targets"]!
                            .AsArray()
                            .Select(one => one!.AsObject())
                            .SingleOrDefault(one => one.Need("Id") == resource.Text("targetId"))
                        ?? throw new ResourceMissingException("the rule has no such target");
                    return Declared(target, resource);
                },
            },
        ];

    private static JsonObject Declared(JsonObject target, DeclaredResource resource)
    {
        var read = target.ToCamelCase("Arn", "RoleArn", "Input", "InputPath", "RetryPolicy", "DeadLetterConfig");
        read["targetId"] = target["Id"]?.DeepClone();
        if (target["InputTransformer"] is JsonObject transformer)
        {
            read["inputTransformer"] = Inputs.Of(
                ("inputPaths", transformer["InputPathsMap"]),
                ("inputTemplate", transformer["InputTemplate"])
            );
        }

        // The target was found by these inputs.
        foreach (var (name, value) in resource.Inputs.Pick("rule", "eventBusName"))
        {
            read[name] = value?.DeepClone();
        }

        return read;
    }

    private static JsonObject OnBus(DeclaredResource resource, params IEnumerable<(string Name, JsonNode? Value)> members) =>
        Inputs.Of(members.Append(("EventBusName", resource.Text("eventBusName"))));
}
