using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>The stack outside the partition <c>aws</c>.</summary>
[Collection("console")]
public sealed class PartitionTests
{
    // Three detections name the form of an ARN in every partition, since a wildcard in its stead would cost too much; so do
    // their statements.
    private static readonly string[] InEveryPartition =
    [
        "arn:aws:iam::*:*:role/*",
        "arn:aws-cn:iam::*:*:role/*",
        "arn:aws-us-gov:iam::*:*:role/*",
        "arn:aws:iam::%:%:role/%",
        "arn:aws-cn:iam::%:%:role/%",
        "arn:aws-us-gov:iam::%:%:role/%",
        // No ARN: a field of that name in a table's type.
        "arn:string",
    ];

    [Theory]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    [InlineData("us-gov-east-1", "aws-us-gov")]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("cn-northwest-1", "aws-cn")]
    [InlineData("eu-central-1", "aws")]
    public async Task Every_ARN_is_one_of_the_partition(string home, string partition)
    {
        var stack = await RenderAsync(home, partition);

        var texts = stack
            .Resources.SelectMany(resource => resource.Texts())
            .Select(text => InEveryPartition.Aggregate(text, (left, form) => left.Replace(form, "", StringComparison.Ordinal)));
        Assert.All(texts, text => Assert.DoesNotMatch($"arn:(?!{partition}:|\\$\\{{AWS::Partition\\}}:)", text));
        Assert.Contains(texts, text => text.Contains($"arn:{partition}:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("us-gov-east-1", "aws-us-gov", "us-gov-west-1")]
    [InlineData("cn-northwest-1", "aws-cn", "cn-north-1")]
    [InlineData("eu-central-1", "aws", "us-east-1")]
    public async Task Forwarders_stand_where_the_partition_records_its_global_services(string home, string partition, string global)
    {
        var stack = await RenderAsync(home, partition);

        Assert.Equal(
            new HashSet<string> { home, global },
            stack.All("cloudwatch/eventRule").Select(rule => rule.Text("region")).OfType<string>().ToHashSet()
        );
    }

    [Theory]
    [InlineData("us-gov-west-1", "aws-us-gov", "sqs.us-gov-west-1.amazonaws.com")]
    [InlineData("cn-north-1", "aws-cn", "sqs.cn-north-1.amazonaws.com.cn")]
    public async Task A_host_name_ends_as_the_partition_demands_and_a_service_principal_does_not(
        string home,
        string partition,
        string queues
    )
    {
        var policy = (await RenderAsync(home, partition)).Find("kms/key bedrock-defense-alerts").Text("policy")!;

        Assert.Contains($"\"kms:ViaService\":\"{queues}\"", policy, StringComparison.Ordinal);
        Assert.Contains("\"Service\":\"events.amazonaws.com\"", policy, StringComparison.Ordinal);
    }

    private static Task<StackDeclaration> RenderAsync(string home, string partition) =>
        Stacks.RenderAsync(
            new Dictionary<string, string>
            {
                ["aws:region"] = home,
                ["bedrock-defense:administrators"] = $$"""
                ["arn:{{partition}}:iam::*:role/BedrockLoggingAdmin",
                "arn:{{partition}}:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_SecurityAdmin_*"]
                """,
                ["bedrock-defense:guardrails"] = """{"targets":["r-exam"]}""",
                ["bedrock-defense:securityAccount"] =
                    $$"""{"id":"222233334444","roleArn":"arn:{{partition}}:iam::222233334444:role/Deployment"}""",
            }
        );
}
