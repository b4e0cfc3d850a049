using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>Amazon Athena: workgroups and saved queries.</summary>
public static class AthenaReaders
{
    private const string Service = "athena";

    // Pulumi writes these words together, so their names differ from Athena's.
    private static readonly (string Pulumi, string Athena)[] Renamings =
    [
        ("EnforceWorkgroupConfiguration", "EnforceWorkGroupConfiguration"),
        ("PublishCloudwatchMetricsEnabled", "PublishCloudWatchMetricsEnabled"),
    ];

    public static IEnumerable<ResourceReader> All =>
        [
            new("aws:athena/workgroup:Workgroup")
            {
                Read = async (place, resource) =>
                {
                    var answer = await place
                        .JsonAsync(Service, "GetWorkGroup", new() { ["WorkGroup"] = resource.Id })
                        .ConfigureAwait(false);
                    var group =
                        answer["WorkGroup"] as JsonObject ?? throw new ResourceMissingException($"there is no workgroup {resource.Id}");
                    Rename(group["Configuration"]!.AsObject());
                    return group.ToCamelCase("Name", "Description", "Configuration");
                },
            },
            new("aws:athena/namedQuery:NamedQuery")
            {
                Read = async (place, resource) =>
                {
                    var query = (
                        await place.JsonAsync(Service, "GetNamedQuery", new() { ["NamedQueryId"] = resource.Id }).ConfigureAwait(false)
                    )["NamedQuery"]!.AsObject();
                    var read = query.ToCamelCase("Name", "Description", "Database");
                    read["query"] = query["QueryString"]?.DeepClone();
                    read["workgroup"] = query["WorkGroup"]?.DeepClone();
                    return read;
                },
            },
        ];

    /// <summary>Lists the ids of the saved queries of a workgroup.</summary>
    public static async Task<IReadOnlyList<string>> QueryIdsAsync(Place place, string workgroup)
    {
        List<string> ids = [];
        var pages = new PageTokens("ListNamedQueries", place.Account.Id, place.Region);
        var input = new JsonObject { ["WorkGroup"] = workgroup };
        while (true)
        {
            var page = await place.JsonAsync(Service, "ListNamedQueries", input).ConfigureAwait(false);
            ids.AddRange((page["NamedQueryIds"] as JsonArray ?? []).Select(id => id!.GetValue<string>()));
            if (page.Text("NextToken") is not { } next)
            {
                return ids;
            }

            pages.Add(next);
            input["NextToken"] = next;
        }
    }

    private static void Rename(JsonObject configuration)
    {
        foreach (var (pulumi, athena) in Renamings)
        {
            if (configuration.Remove(athena, out var value))
            {
                configuration[pulumi] = value;
            }
        }
    }
}
