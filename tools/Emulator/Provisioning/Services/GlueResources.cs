using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>AWS Glue: databases and tables of the data catalog.</summary>
internal static class GlueResources
{
    private const string Service = "glue";

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:glue/catalogDatabase:CatalogDatabase")
            {
                Create = async (place, _, inputs) =>
                {
                    await place
                        .JsonAsync(Service, "CreateDatabase", new() { ["DatabaseInput"] = inputs.ToPascalCase("name", "description") })
                        .ConfigureAwait(false);
                    var partition = Aws.AwsRegion.Find(place.Region)!.Partition;
                    var arn = $"arn:{partition}:glue:{place.Region}:{place.Account.Id}:database/{inputs.Need("name")}";
                    return new CreatedResource($"{place.Account.Id}:{inputs.Need("name")}", arn);
                },
                Delete = (place, resource) => place.JsonAsync(Service, "DeleteDatabase", new() { ["Name"] = resource.Text("name") }),
            },
            new("aws:glue/catalogTable:CatalogTable")
            {
                Create = async (place, _, inputs) =>
                {
                    await place
                        .JsonAsync(
                            Service,
                            "CreateTable",
                            new() { ["DatabaseName"] = inputs.Need("databaseName"), ["TableInput"] = Table(inputs) }
                        )
                        .ConfigureAwait(false);
                    return new CreatedResource($"{place.Account.Id}:{inputs.Need("databaseName")}:{inputs.Need("name")}");
                },
                Delete = (place, resource) =>
                    place.JsonAsync(
                        Service,
                        "DeleteTable",
                        new() { ["DatabaseName"] = resource.Text("databaseName"), ["Name"] = resource.Text("name") }
                    ),
            },
        ];

    private static JsonObject Table(JsonObject inputs)
    {
        var table = inputs.ToPascalCase("name", "description", "tableType", "partitionKeys", "storageDescriptor");
        Rename(table["StorageDescriptor"]!.AsObject(), "SerDeInfo", "SerdeInfo");
        // The names of the parameters are Athena's, so their case stays.
        table["Parameters"] = inputs["parameters"]?.DeepClone();
        return table;
    }

    private static void Rename(JsonObject map, string from, string to)
    {
        if (map.Remove(from, out var value))
        {
            map[to] = value;
        }
    }
}
