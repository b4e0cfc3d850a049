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
                Delete = (place, resource) => place.JsonAsync(Service, "DeleteEventBus", new() { ["Name"] = resource.Id }),
            },
            new("aws:cloudwatch/eventBusPolicy:EventBusPolicy")
            {
                Create = async (place, _, inputs) =>
                {
                    await place.JsonAsync(Service, "PutPermission", inputs.ToPascalCase("eventBusName", "policy")).ConfigureAwait(false);
                    return new CreatedResource(inputs.Need("eventBusName"));
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
                Delete = (place, resource) => place.JsonAsync(Service, "DeleteRule", OnBus(resource, ("Name", resource.Text("name")))),
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
                Delete = (place, resource) =>
                    place.JsonAsync(
                        Service,
                        "RemoveTargets",
                        OnBus(resource, ("Rule", resource.Text("rule")), ("Ids", Inputs.List([resource.Text("targetId")!])))
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

    private static JsonObject OnBus(DeclaredResource resource, params IEnumerable<(string Name, JsonNode? Value)> members) =>
        Inputs.Of(members.Append(("EventBusName", resource.Text("eventBusName"))));
}
