using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>AWS Glue: databases and tables of the data catalog.</summary>
public static class GlueReaders
{
    private const string Service = "glue";

    public static IEnumerable<ResourceReader> All =>
        [
            new("aws:glue/catalogDatabase:CatalogDatabase")
            {
                Read = async (place, resource) =>
                    (await place.JsonAsync(Service, "GetDatabase", new() { ["Name"] = resource.Text("name") }).ConfigureAwait(false))[
                        "Database"
                    ]!
                        .AsObject()
                        .ToCamelCase("Name", "Description"),
            },
            new("aws:glue/catalogTable:CatalogTable")
            {
                Read = async (place, resource) =>
                {
                    var answer = await place
                        .JsonAsync(
                            Service,
                            "GetTable",
                            new() { ["DatabaseName"] = resource.Text("databaseName"), ["Name"] = resource.Text("name") }
                        )
                        .ConfigureAwait(false);
                    return Declared(answer["Table"]!.AsObject());
                },
            },
        ];

    private static JsonObject Declared(JsonObject table)
    {
        var read = table.ToCamelCase("Name", "DatabaseName", "Description", "TableType", "PartitionKeys", "StorageDescriptor");
        Rename(read["storageDescriptor"]!.AsObject(), "serdeInfo", "serDeInfo");
        read["parameters"] = table["Parameters"]?.DeepClone();
        return read;
    }

    private static void Rename(JsonObject map, string from, string to)
    {
        if (map.Remove(from, out var value))
        {
            map[to] = value;
        }
    }
}
