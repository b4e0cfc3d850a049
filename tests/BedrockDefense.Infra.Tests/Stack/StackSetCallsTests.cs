using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>
/// Tests the members' part of <c>pulumi up</c>: no guardrail, the optional ones included, stops a call with which StackSets create, change
/// or delete the resources of their templates.
/// </summary>
[Collection("console")]
public sealed class StackSetCallsTests
{
    private const string Cases = "stack/stack-set-calls.json";
    private const string StackSets = "arn:aws:iam::111122223333:role/stacksets-exec-0123456789abcdef";
    private const string LocalAdmin = "arn:aws:iam::111122223333:role/LocalAdmin";

    [Fact]
    public async Task Every_call_of_StackSets_goes_through_and_some_for_each_type_by_nobody_else()
    {
        var guardrails = (await StackAsync()).Guardrails();

        Assert.All(
            Calls(),
            call =>
            {
                Assert.Empty(Denied(guardrails, StackSets, call));
                Assert.NotEmpty(Denied(guardrails, LocalAdmin, call));
            }
        );
    }

    [Fact]
    public async Task The_calls_are_those_for_every_type_of_resource_in_the_templates()
    {
        var types = (await StackAsync())
            .All("cloudformation/stackSet")
            .SelectMany(set => JsonNode.Parse(set.Text("templateBody")!)!["Resources"]!.AsObject())
            .Select(resource => resource.Value!["Type"]!.GetValue<string>());

        // No call creates a handle, which is CloudFormation's own. StackSets themselves create the stack.
        Assert.Equal(
            types
                .Where(type => type != "AWS::CloudFormation::WaitConditionHandle")
                .Append("AWS::CloudFormation::Stack")
                .Distinct()
                .Order(StringComparer.Ordinal),
            Calls().Select(call => call["type"]!.GetValue<string>())
        );
    }

    private static Task<StackDeclaration> StackAsync() =>
        Stacks.WithAsync(
            ("guardrails", """{"targets":["r-exam"],"requireMfa":true,"denyApiKeys":true,"protectAccountSettings":true}"""),
            ("denyUnloggedInference", "true"),
            ("ungovernedRegions", "deny"),
            ("invocationLogging", """{"s3":"all","copies":{}}"""),
            ("verification", """{"auditor":"arn:aws:iam::999999999999:role/Verifier"}""")
        );

    private static IEnumerable<JsonNode> Calls() => JsonNode.Parse(Repository.Case(Cases))!.AsArray().Select(call => call!);

    private static List<string> Denied(IEnumerable<PolicyDocument> guardrails, string principal, JsonNode call)
    {
        var levels = new[] { new ScpLevel("root", [PolicyDocument.FullAwsAccess, .. guardrails]) };
        var context = call["context"]
            ?.AsObject()
            .Select(key => KeyValuePair.Create<string, IReadOnlyList<string>>(key.Key, [key.Value!.GetValue<string>()]));
        return
        [
            .. from action in call["actions"]!.AsArray()
            from resource in call["resources"]!.AsArray()
            where
                !ScpEvaluator
                    .Evaluate(levels, RequestContext.Create(principal, action!.GetValue<string>(), resource!.GetValue<string>(), context))
                    .IsAllowed
            select $"{action} {resource}",
        ];
    }
}
