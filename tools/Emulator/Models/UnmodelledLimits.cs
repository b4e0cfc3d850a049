using System.Text;
using BedrockDefense.Aws;
using BedrockDefense.EventBridge;

namespace BedrockDefense.Emulator.Models;

/// <summary>Checks sizes that AWS documents, but that its models lack or have larger.</summary>
internal static class UnmodelledLimits
{
    private static readonly (string Service, string Operation, string Path, int Most, string Page)[] Limits =
    [
        ("cloudformation", "CreateStackSet", "TemplateBody", CloudFormationLimits.TemplateBodyBytes, "AWS CloudFormation quotas"),
        ("cloudformation", "UpdateStackSet", "TemplateBody", CloudFormationLimits.TemplateBodyBytes, "AWS CloudFormation quotas"),
        ("events", "PutRule", "EventPattern", EventPatternLimits.DefaultCharacterQuota, "Amazon EventBridge quotas, event pattern size"),
        ("iam", "CreateRole", "AssumeRolePolicyDocument", 2_048, "IAM and AWS STS quotas, role trust policy length"),
        ("iam", "PutRolePolicy", "PolicyDocument", 10_240, "IAM and AWS STS quotas, inline policies of a role"),
        ("kms", "CreateKey", "Policy", 32_768, "AWS KMS quotas, key policy document size"),
        ("kms", "PutKeyPolicy", "Policy", 32_768, "AWS KMS quotas, key policy document size"),
        ("s3", "PutBucketPolicy", "Policy", 20_480, "Amazon S3 User Guide, bucket policies"),
        ("sns", "SetTopicAttributes", "AttributeValue", 30_720, "Amazon SNS quotas, topic policy size"),
        ("sns", "CreateTopic", "Name", 256, "Amazon SNS API Reference, CreateTopic"),
        ("sqs", "CreateQueue", "QueueName", 80, "Amazon SQS API Reference, CreateQueue"),
        ("logs", "PutResourcePolicy", "policyDocument", 5_120, "CloudWatch Logs API Reference, PutResourcePolicy"),
        ("stepfunctions", "CreateStateMachine", "name", 80, "AWS Step Functions API Reference, CreateStateMachine"),
        ("cloudtrail", "CreateTrail", "Name", 128, "AWS CloudTrail API Reference, CreateTrail"),
    ];

    // IAM does not count white space in these documents.
    private static readonly HashSet<string> CompactedDocuments = ["AssumeRolePolicyDocument", "PolicyDocument"];

    /// <summary>Finds what exceeds these limits.</summary>
    public static IEnumerable<Violation> Of(DecodedCall call) =>
        from limit in Limits
        where limit.Service == call.Model.Name && limit.Operation == call.Operation
        let text = call.Input.GetValueOrDefault(limit.Path) as string
        where text is not null
        let size = CompactedDocuments.Contains(limit.Path)
            ? text.Count(character => !char.IsWhiteSpace(character))
            : Encoding.UTF8.GetByteCount(text)
        where size > limit.Most
        select new Violation(limit.Path, "documented-limit", text, $"{size} bytes, at most {limit.Most} ({limit.Page})");
}
