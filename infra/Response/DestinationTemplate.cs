using System.Text.Json.Nodes;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Response;

/// <summary>
/// The template of what invocations are written to: log group and bucket, for every governed Region of each account. They
/// have fixed names and outlive their stack, so that a second try would find them there and fail for good. Hence nothing
/// stands beside them that is likely to fail; what a failed first try has created goes with it; and the log group comes last,
/// since its protection would keep it.
/// </summary>
internal static class DestinationTemplate
{
    private const string LogGroup = "InvocationLogGroup";
    private const string Bucket = "InvocationBucket";
    private const string BucketPolicy = "InvocationBucketPolicy";

    /// <summary>
    /// The template. Where nothing is to be created it still stands, since the restorer's set names it as the one before.
    /// </summary>
    /// <exception cref="InvalidInputException">It is longer than CloudFormation takes.</exception>
    public static string Of(DefenseSettings settings, LoggingDecisions decisions)
    {
        var documents = new ResponseDocuments(settings, MemberTemplates.AccountId, MemberTemplates.Region);
        var template = JsonNode.Parse(documents.Fill("templates/member-destinations.json"))!;
        var resources = template["Resources"]!.AsObject();
        if (settings.Restore.Mode == RestoreMode.Observe || settings.InvocationLogging.Create != CreatedLogging.All)
        {
            resources.Remove(LogGroup);
            return MemberTemplates.Text(template);
        }

        resources[LogGroup]!["Properties"]!["RetentionInDays"] = settings.InvocationLogging.RetentionDays;
        if (settings.InvocationLogging.S3 != InvocationsInS3.None)
        {
            AddBucket(resources, documents, settings);
        }

        AccountConditions.ExceptIn(
            template,
            "CreatesDestinations",
            decisions.WithoutDestinations,
            resources.Select(resource => resource.Key).Intersect([LogGroup, Bucket, BucketPolicy]).ToList()
        );

        return MemberTemplates.Text(template);
    }

    private static void AddBucket(JsonObject resources, ResponseDocuments documents, DefenseSettings settings)
    {
        var bucket = JsonNode.Parse(documents.Fill("templates/member-bucket.json"))!.AsObject();
        bucket[Bucket]!["Properties"]!["LifecycleConfiguration"]!["Rules"]![0]!["ExpirationInDays"] = settings
            .InvocationLogging
            .RetentionDays;
        bucket[BucketPolicy]!["Properties"]!["PolicyDocument"] = JsonNode.Parse(documents.BucketPolicy);
        foreach (var (logicalId, resource) in bucket)
        {
            resources[logicalId] = resource!.DeepClone();
        }

        resources[LogGroup]!["DependsOn"] = BucketPolicy;
    }
}
