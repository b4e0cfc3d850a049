using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Provisioning;

/// <summary>Gives the emulator the tags of resources. Each service has a call of its own for that.</summary>
internal static class EmulatedTags
{
    private static readonly XNamespace S3 = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>Writes the tags as fields of a form.</summary>
    /// <param name="inputs">The inputs of a resource.</param>
    public static IEnumerable<(string, string?)> Of(JsonObject inputs) =>
        All(inputs)
            .SelectMany(
                (tag, index) =>
                    new (string, string?)[] { ($"Tags.member.{index + 1}.Key", tag.Key), ($"Tags.member.{index + 1}.Value", tag.Value) }
            );

    /// <summary>Sets the tags of a resource, unless the call that created it did.</summary>
    /// <param name="place">Where the resource is.</param>
    /// <param name="resource">The resource.</param>
    public static Task SetAsync(Place place, DeclaredResource resource)
    {
        var tags = All(resource.Inputs).ToList();
        return tags.Count == 0
            ? Task.CompletedTask
            : resource.Type switch
            {
                "aws:athena/workgroup:Workgroup" => Json(
                    "athena",
                    "TagResource",
                    "ResourceARN",
                    resource.Arn,
                    "Tags",
                    Pairs("Key", "Value")
                ),
                "aws:cloudtrail/trail:Trail" => Json(
                    "cloudtrail",
                    "AddTags",
                    "ResourceId",
                    resource.Arn,
                    "TagsList",
                    Pairs("Key", "Value")
                ),
                "aws:cloudwatch/eventBus:EventBus" or "aws:cloudwatch/eventRule:EventRule" => Json(
                    "events",
                    "TagResource",
                    "ResourceARN",
                    resource.Arn,
                    "Tags",
                    Pairs("Key", "Value")
                ),
                "aws:cloudwatch/logDestination:LogDestination" or "aws:cloudwatch/logGroup:LogGroup" => Json(
                    "logs",
                    "TagResource",
                    "resourceArn",
                    resource.Arn,
                    "tags",
                    Map()
                ),
                "aws:cloudwatch/metricAlarm:MetricAlarm" => place.QueryAsync(
                    "monitoring",
                    "TagResource",
                    [("ResourceARN", resource.Arn), .. Of(resource.Inputs)]
                ),
                "aws:glue/catalogDatabase:CatalogDatabase" => Json("glue", "TagResource", "ResourceArn", resource.Arn, "TagsToAdd", Map()),
                "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream" => Json(
                    "firehose",
                    "TagDeliveryStream",
                    "DeliveryStreamName",
                    resource.Text("name"),
                    "Tags",
                    Pairs("Key", "Value")
                ),
                "aws:kms/key:Key" => Json("kms", "TagResource", "KeyId", resource.Id, "Tags", Pairs("TagKey", "TagValue")),
                "aws:organizations/policy:Policy" => Json(
                    "organizations",
                    "TagResource",
                    "ResourceId",
                    resource.Id,
                    "Tags",
                    Pairs("Key", "Value")
                ),
                "aws:s3/bucket:Bucket" => place.Account.S3Async(
                    place.Region,
                    "PutBucketTagging",
                    HttpMethod.Put,
                    $"/{resource.Id}?tagging",
                    Xml()
                ),
                "aws:scheduler/scheduleGroup:ScheduleGroup" => place.RestAsync(
                    "scheduler",
                    "TagResource",
                    HttpMethod.Post,
                    $"/tags/{Uri.EscapeDataString(resource.Arn!)}",
                    new() { ["Tags"] = Pairs("Key", "Value") }
                ),
                "aws:sfn/stateMachine:StateMachine" => Json(
                    "states",
                    "TagResource",
                    "resourceArn",
                    resource.Arn,
                    "tags",
                    Pairs("key", "value")
                ),
                "aws:sns/topic:Topic" => place.QueryAsync("sns", "TagResource", [("ResourceArn", resource.Arn), .. Of(resource.Inputs)]),
                "aws:sqs/queue:Queue" => Json("sqs", "TagQueue", "QueueUrl", resource.Id, "Tags", Map()),
                _ => Task.CompletedTask,
            };

        Task Json(string service, string operation, string name, string? value, string member, JsonNode all) =>
            place.JsonAsync(service, operation, new() { [name] = value, [member] = all });

        JsonArray Pairs(string key, string value) => [.. tags.Select(tag => new JsonObject { [key] = tag.Key, [value] = tag.Value })];

        JsonObject Map() => Inputs.Of(tags.Select(tag => (tag.Key, (JsonNode?)tag.Value)));

        string Xml() =>
            new XElement(
                S3 + "Tagging",
                new XElement(
                    S3 + "TagSet",
                    tags.Select(tag => new XElement(S3 + "Tag", new XElement(S3 + "Key", tag.Key), new XElement(S3 + "Value", tag.Value)))
                )
            ).ToString();
    }

    private static IEnumerable<(string Key, string Value)> All(JsonObject inputs) =>
        (inputs["tags"] as JsonObject ?? []).Select(tag => (tag.Key, tag.Value!.GetValue<string>()));
}
