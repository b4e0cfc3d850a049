using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Moto;

/// <summary>The wire protocol of the services with JSON requests, and the targets of their operations.</summary>
internal static class JsonProtocol
{
    /// <summary>Calls an operation of a service.</summary>
    public static async Task<JsonObject> JsonAsync(
        this AwsAccount account,
        string service,
        string region,
        string operation,
        JsonObject input
    )
    {
        var (target, version) = service switch
        {
            "athena" => ("AmazonAthena", "1.1"),
            "cloudtrail" => ("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101", "1.1"),
            "events" => ("AWSEvents", "1.1"),
            "glue" => ("AWSGlue", "1.1"),
            "kms" => ("TrentService", "1.1"),
            "logs" => ("Logs_20140328", "1.1"),
            "organizations" => ("AWSOrganizationsV20161128", "1.1"),
            "sqs" => ("AmazonSQS", "1.0"),
            "states" => ("AWSStepFunctions", "1.0"),
            _ => throw new NotSupportedException($"{service} is not called by JSON here"),
        };
        using var content = new StringContent(
            input.ToJsonString(),
            Encoding.UTF8,
            new MediaTypeHeaderValue($"application/x-amz-json-{version}")
        );
        var body = await account
            .SendAsync(service, region, operation, HttpMethod.Post, "/", content, $"{target}.{operation}")
            .ConfigureAwait(false);
        return body is "" or "null" ? [] : JsonNode.Parse(body)!.AsObject();
    }
}
