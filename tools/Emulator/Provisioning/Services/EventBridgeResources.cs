using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>Amazon EventBridge: buses, their policies, rules and targets.</summary>
internal static class EventBridgeResources
{
    private const string Service = "events";

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:cloudwatch/eventBus:EventBus")
            {
                Create = async (place, _, inputs) =>
                {
                    var created = await place
                        .JsonAsync(Service, "CreateEventBus", inputs.ToPascalCase("name", "description"))
                        .ConfigureAwait(false);
                    return new CreatedResource(inputs.Need("name"), created.Need("EventBusArn"));
                },
                Read = async (place, resource) =>
                    (
                        await place.JsonAsync(Service, "DescribeEventBus", new() { ["Name"] = resource.Id }).ConfigureAwait(false)
                    ).ToCamelCase("Name", "Description"),
                Delete = (place, resource) => place.JsonAsync(Service, "DeleteEventBus", new() { ["Name"] = resource.Id }),
            },
            new("aws:cloudwatch/eventBusPolicy:EventBusPolicy")
            {
                Create = async (place, _, inputs) =>
                {
                    await place.JsonAsync(Service, "PutPermission", inputs.ToPascalCase("eventBusName", "policy")).ConfigureAwait(false);
                    return new CreatedResource(inputs.Need("eventBusName"));
                },
                Read = async (place, resource) =>
                {
                    var bus = await place
                        .JsonAsync(Service, "DescribeEventBus", new() { ["Name"] = resource.Text("eventBusName") })
                        .ConfigureAwait(false);
                    return Inputs.Of(("eventBusName", bus["Name"]), ("policy", bus["Policy"]));
                },
                Delete = (place, resource) =>
                    place.JsonAsync(
                        Service,
                        "RemovePermission",
                        new() { ["EventBusName"] = resource.Text("eventBusName"), ["RemoveAllPermissions"] = true }
                    ),
            },
            new("aws:cloudwatch/eventRule:EventRule")
            {
                Create = async (place, _, inputs) =>
                {
                    var created = await place
                        .JsonAsync(Service, "PutRule", inputs.ToPascalCase("name", "description", "eventBusName", "eventPattern", "state"))
                        .ConfigureAwait(false);
                    return new CreatedResource(inputs.Need("name"), created.Need("RuleArn"));
                },
                Read = async (place, resource) =>
                    (
                        await place
                            .JsonAsync(Service, "DescribeRule", WithBus(resource, ("Name", resource.Text("name"))))
                            .ConfigureAwait(false)
                    ).ToCamelCase("Name", "Description", "EventBusName", "EventPattern", "State"),
                Delete = (place, resource) => place.JsonAsync(Service, "DeleteRule", WithBus(resource, ("Name", resource.Text("name")))),
            },
            new("aws:cloudwatch/eventTarget:EventTarget")
            {
                Create = async (place, _, inputs) =>
                {
                    var request = inputs.ToPascalCase("rule", "eventBusName");
                    request["Targets"] = new JsonArray(Target(inputs));
                    var answer = await place.JsonAsync(Service, "PutTargets", request).ConfigureAwait(false);
                    return answer["FailedEntries"] is JsonArray { Count: > 0 } failed
                        ? throw new InvalidOperationException($"EventBridge refuses the target: {failed.ToJsonString()}")
                        : new CreatedResource(
                            $"{inputs.Text("eventBusName") ?? "default"}-{inputs.Need("rule")}-{inputs.Need("targetId")}"
                        );
                },
                Read = async (place, resource) =>
                {
                    var targets = await place
                        .JsonAsync(Service, "ListTargetsByRule", WithBus(resource, ("Rule", resource.Text("rule"))))
                        .ConfigureAwait(false);
                    var target = targets["Targets"]!
                        .AsArray()
                        .Select(one => one!.AsObject())
                        .Single(one => one.Need("Id") == resource.Text("targetId"));
                    return ToInputs(target, resource);
                },
                Delete = (place, resource) =>
                    place.JsonAsync(
                        Service,
                        "RemoveTargets",
                        WithBus(resource, ("Rule", resource.Text("rule")), ("Ids", Inputs.List([resource.Text("targetId")!])))
                    ),
            },
        ];

    private static JsonObject Target(JsonObject inputs)
    {
        var target = inputs.ToPascalCase("arn", "roleArn", "input", "inputPath", "retryPolicy", "deadLetterConfig");
        target["Id"] = inputs["targetId"]?.DeepClone();
        if (inputs["inputTransformer"] is JsonObject transformer)
        {
            // The names of the variables are the user's, so their case stays.
            target["InputTransformer"] = Inputs.Of(
                ("InputPathsMap", transformer["inputPaths"]),
                ("InputTemplate", transformer["inputTemplate"])
            );
        }

        return target;
    }

    private static JsonObject ToInputs(JsonObject target, DeclaredResource resource)
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

    private static JsonObject WithBus(DeclaredResource resource, params IEnumerable<(string Name, JsonNode? Value)> members) =>
        Inputs.Of(members.Append(("EventBusName", resource.Text("eventBusName"))));
}
