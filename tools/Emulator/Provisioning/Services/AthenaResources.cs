using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>Amazon Athena: workgroups and saved queries.</summary>
internal static class AthenaResources
{
    private const string Service = "athena";

    // Pulumi writes these words together, so their names differ from Athena's.
    private static readonly (string Pulumi, string Athena)[] Renamings =
    [
        ("EnforceWorkgroupConfiguration", "EnforceWorkGroupConfiguration"),
        ("PublishCloudwatchMetricsEnabled", "PublishCloudWatchMetricsEnabled"),
    ];

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:athena/workgroup:Workgroup")
            {
                Create = async (place, _, inputs) =>
                {
                    var request = inputs.ToPascalCase("name", "description", "configuration");
                    Rename(request["Configuration"]!.AsObject());
                    await place.JsonAsync(Service, "CreateWorkGroup", request).ConfigureAwait(false);
                    return new CreatedResource(
                        inputs.Need("name"),
                        $"arn:{Aws.AwsRegion.Find(place.Region)!.Partition}:athena:{place.Region}:{place.Account.Id}"
                            + $":workgroup/{inputs.Need("name")}"
                    );
                },
                Delete = (place, resource) =>
                    place.JsonAsync(Service, "DeleteWorkGroup", new() { ["WorkGroup"] = resource.Id, ["RecursiveDeleteOption"] = true }),
            },
            new("aws:athena/namedQuery:NamedQuery")
            {
                Create = async (place, _, inputs) =>
                {
                    var request = inputs.ToPascalCase("name", "description", "database");
                    request["QueryString"] = inputs["query"]?.DeepClone();
                    request["WorkGroup"] = inputs["workgroup"]?.DeepClone();
                    return new CreatedResource(
                        (await place.JsonAsync(Service, "CreateNamedQuery", request).ConfigureAwait(false)).Need("NamedQueryId")
                    );
                },
                // The emulator has no operation that deletes a saved query. On AWS its workgroup's deletion would delete it too.
                Delete = (_, _) => Task.CompletedTask,
            },
        ];

    private static void Rename(JsonObject configuration)
    {
        foreach (var (pulumi, athena) in Renamings)
        {
            if (configuration.Remove(pulumi, out var value))
            {
                configuration[athena] = value;
            }
        }
    }
}
