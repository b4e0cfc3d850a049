using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>Amazon CloudWatch Logs: log groups.</summary>
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
        ];
}
