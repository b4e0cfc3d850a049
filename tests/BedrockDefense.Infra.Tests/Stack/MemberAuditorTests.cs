using System.Text.Json.Nodes;
using BedrockDefense.Scp.Reading;
using BedrockDefense.Stack.Templates;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests the role that reads what stands in the member accounts.</summary>
[Collection("console")]
public sealed class MemberAuditorTests
{
    private const string Set = "bedrock-defense-auditor";

    private static readonly (string, string) Verification = (
        "verification",
        """{"auditor":"arn:aws:iam::999999999999:role/BedrockDefenseVerifier"}"""
    );

    [Fact]
    public async Task Where_the_settings_name_nobody_there_is_no_such_role() =>
        Assert.DoesNotContain(
            (await Stacks.WithAsync()).Resources,
            resource => resource.Inputs.ToJsonString().Contains(Set, StringComparison.Ordinal) && resource.Type.Contains("cloudformation")
        );

    [Fact]
    public async Task Each_member_has_it_once_and_the_management_account_has_none()
    {
        var stack = await Stacks.WithAsync(Verification);

        Assert.Equal("""["eu-central-1"]""", stack.Find($"cloudformation/stackInstances {Set}").Inputs["regions"]!.ToJsonString());
        Assert.DoesNotContain(stack.All("iam/role"), role => role.Text("name") == Set);
    }

    [Fact]
    public async Task It_trusts_the_named_role_and_nobody_else()
    {
        var statement = (await RoleAsync(Verification))["AssumeRolePolicyDocument"]!["Statement"]!.AsArray().Single()!;

        Assert.Equal("""{"AWS":"arn:aws:iam::999999999999:role/BedrockDefenseVerifier"}""", statement["Principal"]!.ToJsonString());
        Assert.Equal("sts:AssumeRole", statement["Action"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("", "", "read-account read-forwarder read-restorer")]
    [InlineData("", """{"s3":"all"}""", "read-account read-forwarder read-restorer read-bucket")]
    [InlineData("", """{"s3":"all","create":false}""", "read-account read-forwarder read-restorer")]
    [InlineData("""{"mode":"observe"}""", """{"s3":"all"}""", "read-account read-forwarder read-restorer")]
    [InlineData("""{"mode":"off"}""", """{"s3":"all"}""", "read-account read-forwarder")]
    public async Task It_reads_what_the_settings_deploy(string restore, string logging, string policies)
    {
        (string, string)[] changes =
        [
            Verification,
            .. restore.Length == 0 ? [] : (IEnumerable<(string, string)>)[("restore", restore)],
            .. logging.Length == 0 ? [] : (IEnumerable<(string, string)>)[("invocationLogging", logging)],
        ];

        var role = await RoleAsync(changes);

        Assert.Equal(policies, string.Join(' ', role["Policies"]!.AsArray().Select(policy => policy!["PolicyName"]!.GetValue<string>())));
        Assert.All(
            role["Policies"]!.AsArray(),
            policy => PolicyReader.Parse(policy!["PolicyDocument"]!.ToJsonString(), Set, Scp.Documents.PolicyKind.Identity)
        );
    }

    private static async Task<JsonObject> RoleAsync(params (string, string)[] changes)
    {
        var stack = await Stacks.WithAsync(changes);
        return MemberTemplate
            .Of(stack, stack.Find($"cloudformation/stackInstances {Set}"))
            .ResourcesIn("111122223333", "eu-central-1")
            .Single()
            .Properties;
    }
}
