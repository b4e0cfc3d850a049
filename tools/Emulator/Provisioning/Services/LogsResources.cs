using System.Text.Json.Nodes;
using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>
/// Amazon CloudWatch Logs: log groups and their streams, subscription filters and data protection policies, and destinations. The emulator
/// takes a destination of a filter for a log group of that name, and a Firehose stream for one of the same Region. So each has a stand-in
/// there, to which nothing is delivered.
/// </summary>
internal static class LogsResources
{
    private const string Service = "logs";

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:cloudwatch/logGroup:LogGroup")
            {
                Create = async (place, _, inputs) =>
                {
                    var name = inputs.Need("name");
                    await place
                        .JsonAsync(
                            Service,
                            "CreateLogGroup",
                            Inputs.Of(("logGroupName", name), ("deletionProtectionEnabled", inputs["deletionProtectionEnabled"]))
                        )
                        .ConfigureAwait(false);
                    if (inputs["retentionInDays"] is { } days)
                    {
                        await place
                            .JsonAsync(
                                Service,
                                "PutRetentionPolicy",
                                new() { ["logGroupName"] = name, ["retentionInDays"] = days.DeepClone() }
                            )
                            .ConfigureAwait(false);
                    }

                    // The group's ARN in Pulumi lacks the ":*" at the end of the service's ARN.
                    var arn = (await LogsReaders.FindAsync(place, name).ConfigureAwait(false)).Need("arn");
                    return new CreatedResource(name, arn.EndsWith(":*", StringComparison.Ordinal) ? arn[..^2] : arn);
                },
                Delete = (place, resource) => place.JsonAsync(Service, "DeleteLogGroup", new() { ["logGroupName"] = resource.Id }),
            },
            new(LogsReaders.DataProtectionPolicy)
            {
                Create = async (place, _, inputs) =>
                {
                    var group = inputs.Need("logGroupName");
                    await place
                        .JsonAsync(
                            Service,
                            "PutDataProtectionPolicy",
                            Inputs.Of(("logGroupIdentifier", group), ("policyDocument", inputs["policyDocument"]))
                        )
                        .ConfigureAwait(false);
                    return new CreatedResource(group);
                },
                Delete = (place, resource) =>
                    place.JsonAsync(
                        Service,
                        "DeleteDataProtectionPolicy",
                        Inputs.Of(("logGroupIdentifier", resource.Inputs["logGroupName"]))
                    ),
            },
            new("aws:cloudwatch/logStream:LogStream")
            {
                Create = async (place, _, inputs) =>
                {
                    var stream = Stream(inputs);
                    await place.JsonAsync(Service, "CreateLogStream", stream).ConfigureAwait(false);
                    return new CreatedResource(inputs.Need("name"));
                },
                Delete = (place, resource) => place.JsonAsync(Service, "DeleteLogStream", Stream(resource.Inputs)),
            },
            new("aws:cloudwatch/logDestination:LogDestination")
            {
                Create = async (place, _, inputs) =>
                {
                    var name = inputs.Need("name");
                    var created = await place
                        .JsonAsync(
                            Service,
                            "PutDestination",
                            Inputs.Of(("destinationName", name), ("targetArn", inputs["targetArn"]), ("roleArn", inputs["roleArn"]))
                        )
                        .ConfigureAwait(false);
                    await place.JsonAsync(Service, "CreateLogGroup", new() { ["logGroupName"] = name }).ConfigureAwait(false);
                    return new CreatedResource(name, created["destination"]!["arn"]!.GetValue<string>());
                },
                Delete = async (place, resource) =>
                {
                    await place.JsonAsync(Service, "DeleteLogGroup", new() { ["logGroupName"] = resource.Id }).ConfigureAwait(false);
                    await place.JsonAsync(Service, "DeleteDestination", new() { ["destinationName"] = resource.Id }).ConfigureAwait(false);
                },
            },
            new("aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy")
            {
                Create = async (place, _, inputs) =>
                {
                    await place
                        .JsonAsync(
                            Service,
                            "PutDestinationPolicy",
                            Inputs.Of(("destinationName", inputs["destinationName"]), ("accessPolicy", inputs["accessPolicy"]))
                        )
                        .ConfigureAwait(false);
                    return new CreatedResource(inputs.Need("destinationName"));
                },
                // It ends with its destination.
                Delete = (_, _) => Task.CompletedTask,
            },
            new("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter")
            {
                Create = async (place, _, inputs) =>
                {
                    await FirehoseResources.StandInAsync(place, inputs.Need("destinationArn")).ConfigureAwait(false);
                    await place
                        .JsonAsync(
                            Service,
                            "PutSubscriptionFilter",
                            Inputs.Of(
                                ("logGroupName", inputs["logGroup"]),
                                ("filterName", inputs["name"]),
                                ("filterPattern", inputs["filterPattern"]),
                                ("destinationArn", inputs["destinationArn"]),
                                ("roleArn", inputs["roleArn"])
                            )
                        )
                        .ConfigureAwait(false);
                    return new CreatedResource($"{inputs.Need("logGroup")}/{inputs.Need("name")}");
                },
                Delete = (place, resource) =>
                    place.JsonAsync(
                        Service,
                        "DeleteSubscriptionFilter",
                        Inputs.Of(("logGroupName", resource.Inputs["logGroup"]), ("filterName", resource.Inputs["name"]))
                    ),
            },
        ];

    private static JsonObject Stream(JsonObject inputs) =>
        Inputs.Of(("logGroupName", inputs["logGroupName"]), ("logStreamName", inputs["name"]));
}
