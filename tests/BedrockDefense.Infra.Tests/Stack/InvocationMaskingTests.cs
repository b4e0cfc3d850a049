using System.Text.Json.Nodes;
using BedrockDefense.Aws;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Templates;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests what is masked in the log groups of invocations, and so in their copies.</summary>
[Collection("console")]
public sealed class InvocationMaskingTests
{
    private const string Member = "111122223333";

    private static readonly string[] Regions = ["eu-central-1", "us-east-1"];

    // The first statement finds, the second one masks, and both name the same data (Amazon CloudWatch Logs API Reference,
    // "PutDataProtectionPolicy").
    private const string Policy = """
        {"Name":"bedrock-defense-invocations",
        "Description":"Masks the model invocations for whoever may not unmask them, and in the copies.","Version":"2021-06-01","Statement":[
        {"Sid":"Find","DataIdentifier":["arn:aws:dataprotection::aws:data-identifier/EmailAddress",
        "arn:aws:dataprotection::aws:data-identifier/Ssn-US"],"Operation":{"Audit":{"FindingsDestination":{}}}},
        {"Sid":"Mask","DataIdentifier":["arn:aws:dataprotection::aws:data-identifier/EmailAddress",
        "arn:aws:dataprotection::aws:data-identifier/Ssn-US"],"Operation":{"Deidentify":{"MaskConfig":{}}}}]}
        """;

    private static readonly string Expected = JsonNode.Parse(Policy)!.ToJsonString();

    [Fact]
    public async Task Nothing_is_masked_by_default()
    {
        var stack = await Stacks.WithAsync(("invocationLogging", """{"copies":{}}"""));

        Assert.Null(PolicyIn(stack, Member));
        Assert.Empty(stack.All("cloudwatch/logDataProtectionPolicy"));
        Assert.DoesNotContain(stack.InvocationCopies, sentence => sentence.Contains("asked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_named_is_masked_in_the_log_group_of_every_member()
    {
        var stack = await StackAsync();

        Assert.Equal(Expected, PolicyIn(stack, Member)!.ToJsonString());
    }

    [Fact]
    public async Task The_management_account_masks_in_every_governed_Region_before_any_member_is_touched()
    {
        var stack = await StackAsync();
        var policies = stack.All("cloudwatch/logDataProtectionPolicy").ToList();

        Assert.Equal(
            Regions.Select(region => $"{region} bedrock-defense-invocations {Expected}"),
            policies.Select(policy =>
                $"{policy.Text("region")} {policy.Text("logGroupName")} {JsonNode.Parse(policy.Text("policyDocument")!)!.ToJsonString()}"
            )
        );
        Assert.All(
            policies,
            policy =>
                Assert.Contains(
                    policy.Key,
                    Assert.Single(stack.Restorers, machine => machine.Text("region") == policy.Text("region")).Options.DependsOn
                )
        );
        Assert.Superset(
            stack.Restorers.Select(machine => machine.Key).ToHashSet(),
            stack.Find("cloudformation/stackSet bedrock-defense-destinations").Options.DependsOn.ToHashSet()
        );
    }

    [Fact]
    public async Task Log_groups_that_exist_already_are_named_and_not_masked()
    {
        var stack = await StackAsync(
            """
            ,"perAccount":{"222233334444":"adopt","333344445555":{"logGroup":"/aws/bedrock"},"444455556666":"leave",
            "555566667777":{"bucket":"team-invocations"},"999999999999":"adopt"}
            """
        );

        Assert.All(["222233334444", "333344445555", "444455556666", "555566667777"], account => Assert.Null(PolicyIn(stack, account)));
        Assert.Empty(stack.All("cloudwatch/logDataProtectionPolicy"));
        Assert.Equal(
            [
                "Masked in the log groups that the stack creates, and so in their copies, as far as CloudWatch Logs finds it: "
                    + "EmailAddress, Ssn-US.",
                "Not masked: account 222233334444, whose log group bedrock-defense-invocations exists already.",
                "Not masked: account 333344445555, whose log group /aws/bedrock exists already.",
                "Not masked: account 999999999999, whose log group bedrock-defense-invocations exists already.",
            ],
            stack.InvocationCopies.SkipWhile(sentence => !sentence.StartsWith("Masked", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task What_Bedrock_writes_to_a_bucket_is_not_masked_and_that_is_said()
    {
        var stack = await StackAsync(""","s3":"large-data" """);

        Assert.Equal("Not masked: what Bedrock writes to the bucket of an account and Region.", stack.InvocationCopies[^1]);
    }

    [Fact]
    public async Task Everything_that_can_be_masked_fits_one_policy_and_one_template()
    {
        var all = $"[{string.Join(',', DataIdentifier.Names.Select(name => $"\"{name}\""))}]";

        var stack = await Stacks.WithAsync(("invocationLogging", $$$"""{"s3":"all","copies":{"mask":{{{all}}}}}"""));

        var policy = stack.All("cloudwatch/logDataProtectionPolicy")[0].Text("policyDocument")!;
        Assert.Equal(2 * DataIdentifier.Names.Length, policy.Split("data-identifier/").Length - 1);
        // Amazon CloudWatch Logs User Guide, "Help protect sensitive log data with masking".
        Assert.InRange(policy.Length, 1, 30_720);
        Assert.NotNull(PolicyIn(stack, Member));
    }

    [Fact]
    public async Task The_identifiers_belong_to_the_partition()
    {
        var stack = await Stacks.RenderAsync(
            new Dictionary<string, string>
            {
                ["aws:region"] = "cn-north-1",
                ["bedrock-defense:administrators"] = """["arn:aws-cn:iam::*:role/BedrockLoggingAdmin"]""",
                ["bedrock-defense:invocationLogging"] = """{"copies":{"mask":["EmailAddress"]}}""",
            }
        );

        Assert.Contains("arn:aws-cn:dataprotection::aws:data-identifier/EmailAddress", Template(stack), StringComparison.Ordinal);
        Assert.DoesNotContain("arn:aws:", Template(stack), StringComparison.Ordinal);
    }

    private static Task<StackDeclaration> StackAsync(string more = "") =>
        Stacks.WithAsync(("invocationLogging", $$$"""{"copies":{"mask":["Ssn-US","EmailAddress"]}{{{more}}}}"""));

    private static string Template(StackDeclaration stack) =>
        stack.Find("cloudformation/stackSet bedrock-defense-destinations").Text("templateBody")!;

    private static JsonNode? PolicyIn(StackDeclaration stack, string account) =>
        MemberTemplate
            .Of(stack, stack.Find("cloudformation/stackInstances bedrock-defense-destinations"))
            .ResourcesIn(account, "us-east-1")
            .SingleOrDefault(resource => resource.Type == "AWS::Logs::LogGroup")
            ?.Properties["DataProtectionPolicy"];
}
