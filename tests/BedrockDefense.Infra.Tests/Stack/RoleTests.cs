using System.Text.Json.Nodes;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Judges every role of the stack with the evaluator: what it must and must not be able to do.</summary>
[Collection("console")]
public sealed class RoleTests
{
    private const string Cases = "stack/roles.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_role_is_assumed_by_and_may_do_what_its_case_says(string name)
    {
        var one = Repository.Find<RoleCase>(Cases, name);
        foreach (var policies in one.Policies(await Stacks.SampleAsync()))
        {
            Assert.All(one.Trusts, user => Assert.True(policies.IsTrusted(user), $"{policies.Account} {user}"));
            Assert.All(one.Mistrusts, user => Assert.False(policies.IsTrusted(user), $"{policies.Account} {user}"));
            Assert.All(one.May, use => Assert.True(policies.Allows(use), $"{policies.Account} {use}"));
            Assert.All(one.MayNot, use => Assert.False(policies.Allows(use), $"{policies.Account} {use}"));
        }
    }

    [Fact]
    public async Task Every_role_of_the_program_and_of_the_templates_has_a_case()
    {
        var stack = await Stacks.SampleAsync();
        var cases = Repository.Cases(Cases).Select(one => Repository.Find<RoleCase>(Cases, one["name"]!.GetValue<string>())).ToList();

        // One Region stands for all, since their documents differ only in its code.
        Assert.Equal(
            cases.Select(one => one.DeclaredName.Replace("us-east-1", "*", StringComparison.Ordinal)).Order(),
            stack
                .All("iam/role")
                .Select(role =>
                    role.Name.Replace("us-east-1", "*", StringComparison.Ordinal).Replace("eu-central-1", "*", StringComparison.Ordinal)
                )
                .Distinct()
                .Order()
        );
        Assert.Equal(
            cases.Select(one => one.Template).OfType<string>().Order(),
            stack
                .All("cloudformation/stackSet")
                .SelectMany(set =>
                    JsonNode.Parse(set.Text("templateBody")!)!["Resources"]!
                        .AsObject()
                        .Where(resource => resource.Value!["Type"]!.GetValue<string>() == "AWS::IAM::Role")
                        .Select(resource => $"{set.Name}/{resource.Key}")
                )
                .Order()
        );
    }

    [Fact]
    public async Task The_documents_of_the_two_Regions_differ_in_the_code_of_the_Region_only()
    {
        var stack = await Stacks.SampleAsync();
        foreach (var role in stack.All("iam/role").Where(role => role.Name.EndsWith("-us-east-1", StringComparison.Ordinal)))
        {
            var other = role.Name.Replace("us-east-1", "eu-central-1", StringComparison.Ordinal);
            Assert.Equal(
                stack.Find($"iam/role {other}").Text("assumeRolePolicy"),
                role.Text("assumeRolePolicy")!.Replace("us-east-1", "eu-central-1", StringComparison.Ordinal)
            );
            Assert.Equal(
                stack.Find($"iam/rolePolicy {other}").Text("policy"),
                stack.Find($"iam/rolePolicy {role.Name}").Text("policy")!.Replace("us-east-1", "eu-central-1", StringComparison.Ordinal)
            );
        }
    }
}
