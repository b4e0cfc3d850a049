using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace BedrockDefense.Emulator.Moto;

/// <summary>The wire protocols of the services whose operations have paths.</summary>
internal static class RestProtocol
{
    /// <summary>Calls an operation of a service with JSON requests and answers.</summary>
    public static async Task<JsonObject> RestAsync(
        this AwsAccount account,
        string service,
        string region,
        string operation,
        HttpMethod method,
        string path,
        JsonObject? input = null
    )
    {
        using var content = input is null
            ? null
            : new StringContent(input.ToJsonString(JsonText.Options), Encoding.UTF8, "application/json");
        var body = await account.SendAsync(service, region, operation, method, path, content).ConfigureAwait(false);
        return body is "" or "null" ? [] : JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>Calls an operation of S3, path-style. Its body is XML, nothing, or JSON for a policy.</summary>
    public static async Task<string> S3Async(
        this AwsAccount account,
        string region,
        string operation,
        HttpMethod method,
        string path,
        string? body = null,
        params IEnumerable<(string Name, string Value)> headers
    )
    {
        using var content = body is null
            ? null
            : new StringContent(body, Encoding.UTF8, body.StartsWith('<') ? "application/xml" : "application/json");
        return await account.SendAsync("s3", region, operation, method, path, content, headers: headers).ConfigureAwait(false);
    }

    /// <summary>Parses an XML document of S3.</summary>
    public static XElement Xml(string body) => XElement.Parse(body);
}
