using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Response;

/// <summary>The CloudFormation templates that give member accounts their logging and their restorer.</summary>
internal static class MemberTemplates
{
    private const string AccountId = "${AWS::AccountId}";
    private const string Region = "${AWS::Region}";

    /// <summary>The roles whose names cannot carry a Region; for one Region of each account, since IAM is global.</summary>
    public static string Roles(DefenseSettings settings)
    {
        var documents = new ResponseDocuments(settings, AccountId, Region);
        var template = JsonNode.Parse(documents.Fill("templates/member-roles.json"))!;
        SetRole(template, "DeliveryRole", documents.DeliveryTrust, documents.DeliveryPermissions);
        return Text(template);
    }

    /// <summary>Log group, restorer and reconciler; for every governed Region of each account.</summary>
    public static string Restorer(DefenseSettings settings)
    {
        var documents = new ResponseDocuments(settings, AccountId, Region);
        var template = JsonNode.Parse(documents.Fill("templates/member-restorer.json"))!;
        var resources = template["Resources"]!.AsObject();
        resources["InvocationLogGroup"]!["Properties"]!["RetentionInDays"] = settings.InvocationLogging.RetentionDays;
        SetRole(template, "RestorerRole", documents.RestorerTrust, documents.RestorerPermissions);
        SetRole(template, "RestorerStartRole", documents.StartTrust, documents.StartPermissions);
        resources["DeadLettersPolicy"]!["Properties"]!["PolicyDocument"] = JsonNode.Parse(
            PolicyTemplate.Load("access/dead-letter-queue.json").Fill(new PolicyTemplateValues
            {
                { "queueArn", $"arn:{settings.HomeRegion.Partition}:sqs:{Region}:{AccountId}:{Names.Restorer}-dead-letters" },
                { "rules", documents.RuleArns },
            }));
        resources["Restorer"]!["Properties"]!["DefinitionString"] = documents.Definition;
        foreach (var (rule, number) in RestoreRule.All.Select((rule, index) => (rule, index + 1)))
        {
            var resource = JsonNode.Parse(PolicyTemplate.Load("templates/member-restorer-rule.json").Fill(new PolicyTemplateValues { { "ruleName", rule.Name } }))!;
            resource["Properties"]!["EventPattern"] = JsonNode.Parse(rule.Pattern(settings, documents.RestorerRole).Json);
            resources[$"RestorerRule{number}"] = resource;
        }

        if (settings.InvocationLogging.S3 != InvocationsInS3.None)
        {
            AddBucket(resources, documents, settings);
        }

        if (settings.Restore.Reconcile is { } rate)
        {
            AddReconciler(resources, documents, settings, rate);
        }

        return Text(template);
    }

    private static void AddBucket(JsonObject resources, ResponseDocuments documents, DefenseSettings settings)
    {
        var bucket = JsonNode.Parse(documents.Fill("templates/member-bucket.json"))!.AsObject();
        bucket["InvocationBucket"]!["Properties"]!["LifecycleConfiguration"]!["Rules"]![0]!["ExpirationInDays"] = settings.InvocationLogging.RetentionDays;
        bucket["InvocationBucketPolicy"]!["Properties"]!["PolicyDocument"] = JsonNode.Parse(documents.BucketPolicy);
        foreach (var (logicalId, resource) in bucket)
        {
            resources[logicalId] = resource!.DeepClone();
        }

        // Bedrock tries the bucket when the configuration is put.
        resources["Restorer"]!["DependsOn"] = new JsonArray("InvocationLogGroup", "InvocationBucketPolicy");
    }

    private static void AddReconciler(JsonObject resources, ResponseDocuments documents, DefenseSettings settings, string rate)
    {
        var reconciler = JsonNode.Parse(PolicyTemplate.Load("templates/member-reconciler.json").Fill(new PolicyTemplateValues
        {
            { "partition", settings.HomeRegion.Partition },
            { "rate", rate },
            { "restorerName", Names.Restorer },
        }))!.AsObject();
        reconciler["Schedule"]!["Properties"]!["Target"]!["Input"] = documents.LoggingConfig;
        if (settings.InvocationLogging.S3 != InvocationsInS3.None)
        {
            reconciler["Schedule"]!["DependsOn"]!.AsArray().Add("InvocationBucketPolicy");
        }

        foreach (var (logicalId, resource) in reconciler)
        {
            resources[logicalId] = resource!.DeepClone();
        }
    }

    private static void SetRole(JsonNode template, string logicalId, string trust, string permissions)
    {
        var properties = template["Resources"]![logicalId]!["Properties"]!;
        properties["AssumeRolePolicyDocument"] = JsonNode.Parse(trust);
        properties["Policies"]![0]!["PolicyDocument"] = JsonNode.Parse(permissions);
    }

    private static string Text(JsonNode template) => Substituted(template)!.ToJsonString(JsonText.Options);

    // The documents are the same as in the management account; CloudFormation fills in account and Region.
    private static JsonNode? Substituted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Substituted(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Substituted)]),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Contains("${AWS::", StringComparison.Ordinal) => new JsonObject { ["Fn::Sub"] = text },
        _ => node?.DeepClone(),
    };
}
