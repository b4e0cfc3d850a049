using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Clients;

/// <summary>The wire protocol of the services with JSON requests, and the targets of their operations.</summary>
public static class JsonProtocol
{
    /// <summary>Calls an operation of a service.</summary>
    public static async Task<JsonObject> JsonAsync(this IAwsApi account, string service, string region, string operation, JsonObject input)
    {
        var (target, version) = service switch
        {
            "athena" => ("AmazonAthena", "1.1"),
            "cloudtrail" => ("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101", "1.1"),
            "events" => ("AWSEvents", "1.1"),
            "firehose" => ("Firehose_20150804", "1.1"),
            "glue" => ("AWSGlue", "1.1"),
            "kms" => ("TrentService", "1.1"),
            "logs" => ("Logs_20140328", "1.1"),
            "organizations" => ("AWSOrganizationsV20161128", "1.1"),
            "sqs" => ("AmazonSQS", "1.0"),
            "states" => ("AWSStepFunctions", "1.0"),
            _ => throw new NotSupportedException($"{service} is not called by JSON here"),
        };
        return await account
            .JsonAsync(
                new AwsCall(
                    service,
                    region,
                    operation,
                    HttpMethod.Post,
                    "/",
                    new AwsContent(input.ToJsonString(), $"application/x-amz-json-{version}")
                )
                {
                    Target = $"{target}.{operation}",
                }
            )
            .ConfigureAwait(false);
    }
}
