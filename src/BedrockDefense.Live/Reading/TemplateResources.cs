using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Templates;

namespace BedrockDefense.Live.Reading;

/// <summary>
/// Translates the resources of a CloudFormation template into those of the provider, which the readers know. It refuses a type or a
/// property that it does not know: whatever it left out would never be compared.
/// </summary>
public static class TemplateResources
{
    /// <summary>Lists what a template's resources are for the provider. One of CloudFormation's may be several there.</summary>
    /// <param name="resources">The resources, for one account and Region.</param>
    /// <exception cref="InvalidInputException">A type or a property is not known.</exception>
    public static IReadOnlyList<DeclaredResource> Of(IEnumerable<MemberResource> resources) => [.. resources.SelectMany(Translate)];

    private static IEnumerable<DeclaredResource> Translate(MemberResource resource)
    {
        var properties = new TemplateProperties(resource);
        List<DeclaredResource> translated =
        [
            .. resource.Type switch
            {
                "AWS::CloudFormation::WaitConditionHandle" => [],
                "AWS::Events::Rule" => Rule(properties),
                "AWS::IAM::Role" => Role(properties),
                "AWS::Logs::LogGroup" => LogGroup(properties),
                "AWS::Logs::SubscriptionFilter" => SubscriptionFilter(properties),
                "AWS::S3::Bucket" => Bucket(properties),
                "AWS::S3::BucketPolicy" => BucketPolicy(properties),
                "AWS::SQS::Queue" => Queue(properties, resource.Reference),
                "AWS::SQS::QueuePolicy" => QueuePolicy(properties),
                "AWS::Scheduler::Schedule" => Schedule(properties),
                "AWS::Scheduler::ScheduleGroup" => ScheduleGroup(properties),
                "AWS::StepFunctions::StateMachine" => StateMachine(properties, resource.Arn),
                _ => throw new InvalidInputException(
                    $"nobody knows how to read {resource.LogicalId} back, of the type {resource.Type}; add it to Reading/TemplateResources"
                ),
            },
        ];
        properties.RequireNoMore();
        return translated;
    }

    private static IEnumerable<DeclaredResource> Rule(TemplateProperties properties)
    {
        var (name, targets) = (properties.Text("Name"), properties.Take("Targets")!.AsArray());
        yield return Make(
            "cloudwatch/eventRule:EventRule",
            name,
            name,
            ("name", name),
            ("description", properties.Take("Description")),
            ("eventBusName", "default"),
            ("eventPattern", properties.Document("EventPattern")),
            ("state", properties.Take("State"))
        );
        foreach (var target in targets.Select(one => one!.AsObject()))
        {
            var inputs = target.ToCamelCase(target.Select(member => member.Key).Where(member => member != "Id"));
            yield return Make(
                "cloudwatch/eventTarget:EventTarget",
                $"{name}/{target.Need("Id")}",
                name,
                [
                    ("rule", name),
                    ("eventBusName", "default"),
                    ("targetId", target.Need("Id")),
                    .. inputs.Select(input => (input.Key, input.Value)),
                ]
            );
        }
    }

    private static IEnumerable<DeclaredResource> Role(TemplateProperties properties)
    {
        var name = properties.Text("RoleName");
        yield return Make(
            "iam/role:Role",
            name,
            name,
            ("name", name),
            ("description", properties.Take("Description")),
            ("assumeRolePolicy", properties.Document("AssumeRolePolicyDocument"))
        );
        foreach (var policy in properties.Take("Policies")!.AsArray().Select(one => one!.AsObject()))
        {
            yield return Make(
                "iam/rolePolicy:RolePolicy",
                $"{name}/{policy.Need("PolicyName")}",
                $"{name}:{policy.Need("PolicyName")}",
                ("role", name),
                ("name", policy.Need("PolicyName")),
                ("policy", policy["PolicyDocument"]!.ToJsonString(JsonText.Options))
            );
        }
    }

    private static IEnumerable<DeclaredResource> Queue(TemplateProperties properties, string url) =>
        [
            Make(
                "sqs/queue:Queue",
                properties.Peek("QueueName"),
                url,
                ("name", properties.Take("QueueName")),
                ("messageRetentionSeconds", properties.Take("MessageRetentionPeriod")),
                ("sqsManagedSseEnabled", properties.Take("SqsManagedSseEnabled"))
            ),
        ];

    private static IEnumerable<DeclaredResource> QueuePolicy(TemplateProperties properties)
    {
        var document = properties.Document("PolicyDocument");
        return properties
            .Take("Queues")!
            .AsArray()
            .Select(queue => queue!.GetValue<string>())
            .Select(url =>
                Make("sqs/queuePolicy:QueuePolicy", url[(url.LastIndexOf('/') + 1)..], url, ("queueUrl", url), ("policy", document))
            );
    }

    private static IEnumerable<DeclaredResource> StateMachine(TemplateProperties properties, string arn) =>
        [
            Make(
                "sfn/stateMachine:StateMachine",
                properties.Peek("StateMachineName"),
                arn,
                ("name", properties.Take("StateMachineName")),
                ("type", properties.Take("StateMachineType")),
                ("roleArn", properties.Take("RoleArn")),
                ("definition", properties.Take("DefinitionString"))
            ),
        ];

    private static IEnumerable<DeclaredResource> ScheduleGroup(TemplateProperties properties)
    {
        var name = properties.Text("Name");
        return [Make("scheduler/scheduleGroup:ScheduleGroup", name, name, ("name", name))];
    }

    private static IEnumerable<DeclaredResource> Schedule(TemplateProperties properties)
    {
        var (name, group) = (properties.Text("Name"), properties.Text("GroupName"));
        return
        [
            Make(
                "scheduler/schedule:Schedule",
                name,
                $"{group}/{name}",
                ("name", name),
                ("groupName", group),
                ("description", properties.Take("Description")),
                ("scheduleExpression", properties.Take("ScheduleExpression")),
                ("flexibleTimeWindow", properties.Map("FlexibleTimeWindow")),
                ("target", properties.Map("Target"))
            ),
        ];
    }

    private static IEnumerable<DeclaredResource> LogGroup(TemplateProperties properties)
    {
        var name = properties.Text("LogGroupName");
        yield return Make(
            "cloudwatch/logGroup:LogGroup",
            name,
            name,
            ("name", name),
            ("retentionInDays", properties.Take("RetentionInDays")),
            ("deletionProtectionEnabled", properties.Take("DeletionProtectionEnabled"))
        );
        if (properties.Take("DataProtectionPolicy") is { } policy)
        {
            yield return Make(
                "cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",
                name,
                name,
                ("logGroupName", name),
                ("policyDocument", policy.ToJsonString(JsonText.Options))
            );
        }
    }

    private static IEnumerable<DeclaredResource> SubscriptionFilter(TemplateProperties properties)
    {
        var (group, name) = (properties.Text("LogGroupName"), properties.Text("FilterName"));
        return
        [
            Make(
                "cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
                $"{group}/{name}",
                $"{group}/{name}",
                ("logGroup", group),
                ("name", name),
                ("filterPattern", properties.Take("FilterPattern")),
                ("destinationArn", properties.Take("DestinationArn")),
                ("roleArn", properties.Take("RoleArn"))
            ),
        ];
    }

    private static IEnumerable<DeclaredResource> BucketPolicy(TemplateProperties properties)
    {
        var bucket = properties.Text("Bucket");
        return
        [
            Make("s3/bucketPolicy:BucketPolicy", bucket, bucket, ("bucket", bucket), ("policy", properties.Document("PolicyDocument"))),
        ];
    }

    // CloudFormation sets on the bucket what are resources of their own for the provider.
    private static IEnumerable<DeclaredResource> Bucket(TemplateProperties properties)
    {
        var bucket = properties.Text("BucketName");
        return
        [
            Make("s3/bucket:Bucket", bucket, bucket, ("bucket", bucket)),
            Setting("bucketVersioning:BucketVersioning", ("versioningConfiguration", properties.Map("VersioningConfiguration"))),
            Setting("bucketOwnershipControls:BucketOwnershipControls", ("rule", properties.Map("OwnershipControls")["rules"]![0])),
            Setting(
                "bucketPublicAccessBlock:BucketPublicAccessBlock",
                [.. properties.Map("PublicAccessBlockConfiguration").Select(block => (block.Key, block.Value))]
            ),
            Setting("bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", ("rules", Encryption(properties))),
            Setting("bucketLifecycleConfiguration:BucketLifecycleConfiguration", ("rules", Lifecycle(properties))),
        ];

        DeclaredResource Setting(string type, params IEnumerable<(string, JsonNode?)> inputs) =>
            Make($"s3/{type}", bucket, bucket, [("bucket", bucket), .. inputs]);
    }

    private static JsonArray Encryption(TemplateProperties properties) =>
        [
            .. properties.Map("BucketEncryption")["serverSideEncryptionConfiguration"]!
                .AsArray()
                .Select(rule => new JsonObject
                {
                    ["applyServerSideEncryptionByDefault"] = new JsonObject
                    {
                        ["sseAlgorithm"] = rule!["serverSideEncryptionByDefault"]!["sSEAlgorithm"]!.DeepClone(),
                    },
                }),
        ];

    private static JsonArray Lifecycle(TemplateProperties properties) =>
        [
            .. properties.Map("LifecycleConfiguration")["rules"]!
                .AsArray()
                .Select(rule => new JsonObject
                {
                    ["id"] = rule!["id"]!.DeepClone(),
                    ["status"] = rule["status"]!.DeepClone(),
                    ["expiration"] = new JsonObject { ["days"] = rule["expirationInDays"]!.DeepClone() },
                    ["noncurrentVersionExpiration"] = rule["noncurrentVersionExpiration"]!.DeepClone(),
                    ["abortIncompleteMultipartUpload"] = rule["abortIncompleteMultipartUpload"]!.DeepClone(),
                }),
        ];

    private static DeclaredResource Make(string type, string name, string id, params IEnumerable<(string, JsonNode?)> inputs) =>
        new($"aws:{type}", name, ResourceRelations.None, id, Arn: null, Inputs.Of(inputs));
}
