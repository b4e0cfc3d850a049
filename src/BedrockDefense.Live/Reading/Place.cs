using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Aws;
using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Reading;

/// <summary>The account and Region that a resource belongs to. Its provider and its input <c>region</c> decide.</summary>
/// <param name="Account">The account.</param>
/// <param name="Region">The Region; for services with a single endpoint, the provider's Region.</param>
public sealed record Place(IAwsApi Account, string Region)
{
    private static readonly string[] TokenNames = ["NextToken", "nextToken", "NextMarker"];

    // IAM has a single endpoint, in one Region of the partition.
    private string GlobalRegion => AwsRegion.ForGlobalServices(AwsRegion.Find(Region)?.Partition ?? "aws").Code;

    // So has Organizations. In China it is in another Region than IAM (AWS General Reference, "AWS Organizations endpoints").
    private string OrganizationsRegion => AwsRegion.Find(Region)?.Partition == "aws-cn" ? "cn-northwest-1" : GlobalRegion;

    /// <summary>Calls a service with JSON requests.</summary>
    public Task<JsonObject> JsonAsync(string service, string operation, JsonObject input) =>
        Account.JsonAsync(service, service == "organizations" ? OrganizationsRegion : Region, operation, input);

    /// <summary>Reads all pages of a list from a service with JSON requests.</summary>
    /// <exception cref="AwsException">A call failed, or the pages do not end.</exception>
    public async Task<IReadOnlyList<JsonObject>> AllAsync(string service, string operation, string list, JsonObject input)
    {
        List<JsonObject> all = [];
        var pages = new PageTokens(operation, Account.Id, Region);
        while (true)
        {
            var page = await JsonAsync(service, operation, input).ConfigureAwait(false);
            all.AddRange((page[list] as JsonArray ?? []).OfType<JsonObject>());
            // AWS's services write their token's name in three ways, each the same in question and answer.
            var token = TokenNames.FirstOrDefault(name => page[name]?.ToString() is { Length: > 0 });
            if (token is null)
            {
                return all;
            }

            pages.Add(page[token]!.ToString());
            input[token == "NextMarker" ? "Marker" : token] = page[token]!.DeepClone();
        }
    }

    /// <summary>Reads the pages of a list from a service with form requests, one after the other.</summary>
    /// <param name="service">The service.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="token">The name of the token of the next page: <c>Marker</c> or <c>NextToken</c>.</param>
    /// <param name="input">The fields.</param>
    /// <exception cref="AwsException">A call failed, or the pages do not end.</exception>
    public async IAsyncEnumerable<XElement> PagesAsync(
        string service,
        string operation,
        string token,
        params IEnumerable<(string Name, string? Value)> input
    )
    {
        List<(string, string?)> fields = [.. input];
        var pages = new PageTokens(operation, Account.Id, Region);
        string? next = null;
        do
        {
            var page = await QueryAsync(service, operation, [.. fields, (token, next)]).ConfigureAwait(false);
            yield return page;
            next = page.Find(token)?.Value is { Length: > 0 } text ? text : null;
            pages.Add(next);
        } while (next is not null);
    }

    /// <summary>Reads all pages of a list from a service with form requests.</summary>
    /// <inheritdoc cref="PagesAsync"/>
    public async Task<IReadOnlyList<XElement>> AllPagesAsync(
        string service,
        string operation,
        string token,
        params IEnumerable<(string Name, string? Value)> input
    )
    {
        List<XElement> all = [];
        await foreach (var page in PagesAsync(service, operation, token, input).ConfigureAwait(false))
        {
            all.Add(page);
        }

        return all;
    }

    /// <summary>Calls a service with form requests.</summary>
    public Task<XElement> QueryAsync(string service, string operation, params IEnumerable<(string Name, string? Value)> input) =>
        Account.QueryAsync(service, service == "iam" ? GlobalRegion : Region, operation, input);

    /// <summary>Calls a service whose operations have paths and JSON bodies.</summary>
    public Task<JsonObject> RestAsync(string service, string operation, HttpMethod method, string path, JsonObject? input = null) =>
        Account.RestAsync(service, Region, operation, method, path, input);
}
