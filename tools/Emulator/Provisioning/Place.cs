using System.Text.Json.Nodes;
using BedrockDefense.Aws;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Provisioning;

/// <summary>The account and Region that a resource belongs to. Its provider and its input <c>region</c> decide.</summary>
/// <param name="Account">The account.</param>
/// <param name="Region">The Region; for services with a single endpoint, the provider's Region.</param>
internal sealed record Place(AwsAccount Account, string Region)
{
    // IAM and Organizations have a single endpoint, in one Region of the partition.
    private string GlobalRegion => AwsRegion.ForGlobalServices(AwsRegion.Find(Region)?.Partition ?? "aws").Code;

    /// <summary>Calls a service with JSON requests.</summary>
    public Task<JsonObject> JsonAsync(string service, string operation, JsonObject input) =>
        Account.JsonAsync(service, service == "organizations" ? GlobalRegion : Region, operation, input);

    /// <summary>Reads all pages of a list from a service with JSON requests.</summary>
    public async Task<IReadOnlyList<JsonObject>> AllAsync(string service, string operation, string list, JsonObject input)
    {
        List<JsonObject> all = [];
        while (true)
        {
            var page = await JsonAsync(service, operation, input).ConfigureAwait(false);
            all.AddRange(page[list]!.AsArray().Select(one => one!.AsObject()));
            if (page["NextToken"] is not { } next)
            {
                return all;
            }

            input["NextToken"] = next.DeepClone();
        }
    }

    /// <summary>Calls a service with form requests.</summary>
    public Task<System.Xml.Linq.XElement> QueryAsync(
        string service,
        string operation,
        params IEnumerable<(string Name, string? Value)> input
    ) => Account.QueryAsync(service, service == "iam" ? GlobalRegion : Region, operation, input);

    /// <summary>Calls a service whose operations have paths and JSON bodies.</summary>
    public Task<JsonObject> RestAsync(string service, string operation, HttpMethod method, string path, JsonObject? input = null) =>
        Account.RestAsync(service, Region, operation, method, path, input);
}
