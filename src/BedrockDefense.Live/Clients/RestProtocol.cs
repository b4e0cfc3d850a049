using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace BedrockDefense.Live.Clients;

/// <summary>The wire protocols of the services whose operations have paths.</summary>
public static class RestProtocol
{
    /// <summary>Calls an operation of a service with JSON requests and answers.</summary>
    public static async Task<JsonObject> RestAsync(
        this IAwsApi account,
        string service,
        string region,
        string operation,
        HttpMethod method,
        string path,
        JsonObject? input = null
    )
    {
        var content = input is null ? null : new AwsContent(input.ToJsonString(JsonText.Options), "application/json");
        return await account.JsonAsync(new AwsCall(service, region, operation, method, path, content)).ConfigureAwait(false);
    }

    /// <summary>Calls an operation of S3, path-style. Its body is XML, nothing, or JSON for a policy.</summary>
    public static async Task<string> S3Async(
        this IAwsApi account,
        string region,
        string operation,
        HttpMethod method,
        string path,
        string? body = null,
        params IEnumerable<(string Name, string Value)> headers
    )
    {
        var content = body is null ? null : new AwsContent(body, body.StartsWith('<') ? "application/xml" : "application/json");
        return await account
            .SendAsync(new AwsCall("s3", region, operation, method, path, content) { Headers = [.. headers] })
            .ConfigureAwait(false);
    }

    /// <summary>Reads an XML document of S3.</summary>
    public static Task<XElement> S3XmlAsync(this IAwsApi account, string region, string operation, string path) =>
        account.XmlAsync(new AwsCall("s3", region, operation, HttpMethod.Get, path, null));
}
