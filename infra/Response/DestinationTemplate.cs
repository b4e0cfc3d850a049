using System.Text.Json.Nodes;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Response;

/// <summary>
/// The template of the log group and the bucket that invocations are written to, for every governed Region of each account. Both have fixed
/// names and outlive their stack, so a second try would find them and fail every time. Therefore the template has nothing else that is
/// likely to fail. A failed first try deletes what it has created. The log group comes last, because its protection would keep it.
/// </summary>
internal static class DestinationTemplate
{
    private const string LogGroup = "InvocationLogGroup";
    private const string Bucket = "InvocationBucket";
    private const string BucketPolicy = "InvocationBucketPolicy";

    /// <summary>Writes the template. There is one even when there is nothing to create, because the restorer's set depends on it.</summary>
    /// <exception cref="InvalidInputException">The template is longer than CloudFormation allows.</exception>
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
        if (documents.DataProtection is { } policy)
        {
            resources[LogGroup]!["Properties"]!["DataProtectionPolicy"] = JsonNode.Parse(policy);
        }

        if (settings.InvocationLogging.S3 != InvocationsInS3.None)
        {
            AddBucket(resources, documents, settings);
        }

        AccountConditions.ExcludeAccounts(
            template,
            "CreatesDestinations",
            decisions.AccountsWithoutDestinations,
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
