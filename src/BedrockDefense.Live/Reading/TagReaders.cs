using System.Collections.Frozen;
using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Reading;

/// <summary>
/// Reads the tags of the types of resources whose readers do not tell them. Each service has a call of its own for that. A resource has at
/// most 50 tags (AWS General Reference, "Tagging your AWS resources"), which every service tells in one answer or in pages.
/// </summary>
public static class TagReaders
{
    // Firehose tells ten unless more are asked for (Amazon Data Firehose API Reference, "ListTagsForDeliveryStream").
    private const int MostTags = 50;

    private static readonly FrozenDictionary<string, Question> All = new Dictionary<string, Question>
    {
        ["aws:athena/workgroup:Workgroup"] = List("athena", "ListTagsForResource", Arn("ResourceARN")),
        ["aws:cloudtrail/trail:Trail"] = TrailAsync,
        ["aws:cloudwatch/eventBus:EventBus"] = List("events", "ListTagsForResource", Arn("ResourceARN")),
        ["aws:cloudwatch/eventRule:EventRule"] = List("events", "ListTagsForResource", Arn("ResourceARN")),
        ["aws:cloudwatch/logDestination:LogDestination"] = Map("logs", "ListTagsForResource", Arn("resourceArn"), "tags"),
        ["aws:cloudwatch/logGroup:LogGroup"] = Map("logs", "ListTagsForResource", Arn("resourceArn"), "tags"),
        ["aws:cloudwatch/metricAlarm:MetricAlarm"] = Form("monitoring", "ResourceARN"),
        ["aws:glue/catalogDatabase:CatalogDatabase"] = Map("glue", "GetTags", Arn("ResourceArn")),
        ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"] = List(
            "firehose",
            "ListTagsForDeliveryStream",
            resource => new() { ["DeliveryStreamName"] = resource.Text("name"), ["Limit"] = MostTags }
        ),
        ["aws:kms/key:Key"] = List("kms", "ListResourceTags", Id("KeyId")),
        ["aws:organizations/policy:Policy"] = List("organizations", "ListTagsForResource", Id("ResourceId")),
        ["aws:s3/bucket:Bucket"] = BucketAsync,
        ["aws:scheduler/scheduleGroup:ScheduleGroup"] = ScheduleGroupAsync,
        ["aws:sfn/stateMachine:StateMachine"] = List("states", "ListTagsForResource", Arn("resourceArn"), "tags"),
        ["aws:sns/topic:Topic"] = Form("sns", "ResourceArn"),
        ["aws:sqs/queue:Queue"] = Map("sqs", "ListQueueTags", Id("QueueUrl")),
    }.ToFrozenDictionary();

    private delegate Task<IEnumerable<Tag>> Question(Place place, DeclaredResource resource);

    /// <summary>Whether the tags of a resource are read here: it declares some, and its own reader does not tell them.</summary>
    public static bool Reads(DeclaredResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Inputs["tags"] is JsonObject && All.ContainsKey(resource.Type);
    }

    /// <summary>Reads those of the declared tags that a resource has.</summary>
    /// <param name="place">Where the resource is.</param>
    /// <param name="resource">A resource for which <see cref="Reads"/> is true.</param>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static async Task<JsonObject> ReadAsync(Place place, DeclaredResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return DeclaredTags.Among(await All[resource.Type](place, resource).ConfigureAwait(false), resource)!;
    }

    private static Func<DeclaredResource, JsonObject> Arn(string name) => resource => new() { [name] = resource.Arn };

    private static Func<DeclaredResource, JsonObject> Id(string name) => resource => new() { [name] = resource.Id };

    private static Question List(string service, string operation, Func<DeclaredResource, JsonObject> input, string list = "Tags") =>
        async (place, resource) => (await place.AllAsync(service, operation, list, input(resource)).ConfigureAwait(false)).Select(Tag.Of);

    private static Question Map(string service, string operation, Func<DeclaredResource, JsonObject> input, string map = "Tags") =>
        async (place, resource) =>
            ((await place.JsonAsync(service, operation, input(resource)).ConfigureAwait(false))[map] as JsonObject ?? []).Select(
                tag => new Tag(tag.Key, tag.Value!.GetValue<string>())
            );

    private static Question Form(string service, string field) =>
        async (place, resource) =>
            Tag.In(await place.QueryAsync(service, "ListTagsForResource", (field, resource.Arn)).ConfigureAwait(false), "Tags");

    private static async Task<IEnumerable<Tag>> TrailAsync(Place place, DeclaredResource resource) =>
        (
            await place
                .AllAsync("cloudtrail", "ListTags", "ResourceTagList", new() { ["ResourceIdList"] = new JsonArray(resource.Arn) })
                .ConfigureAwait(false)
        )
            .SelectMany(trail => trail["TagsList"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Select(Tag.Of);

    // S3 calls a bucket without tags an error.
    private static async Task<IEnumerable<Tag>> BucketAsync(Place place, DeclaredResource resource)
    {
        try
        {
            return Tag.In(await S3Readers.TagsAsync(place, resource.Id).ConfigureAwait(false), "TagSet");
        }
        catch (AwsException exception) when (exception.Code == "NoSuchTagSet")
        {
            return [];
        }
    }

    private static async Task<IEnumerable<Tag>> ScheduleGroupAsync(Place place, DeclaredResource resource) =>
        (
            (
                await place
                    .RestAsync("scheduler", "ListTagsForResource", HttpMethod.Get, $"/tags/{Uri.EscapeDataString(resource.Arn!)}")
                    .ConfigureAwait(false)
            )["Tags"] as JsonArray
            ?? []
        )
            .OfType<JsonObject>()
            .Select(Tag.Of);
}
