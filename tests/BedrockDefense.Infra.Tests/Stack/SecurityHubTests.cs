using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;
using BedrockDefense.Testing.StateMachines;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>
/// Security Hub gets each finding as a document that it takes, whatever the event says. What it does not take ends the execution as failed.
/// </summary>
[Collection("console")]
public sealed partial class SecurityHubTests
{
    private static readonly JsonElement AsffSchema = JsonDocument.Parse(Repository.Case("alerts/asff.schema.json")).RootElement;

    private static readonly Dictionary<string, string> Principals = new()
    {
        ["A user's path with quotation marks"] = "arn:aws:iam::111122223333:user/\"],[]/by/<account>/mallory",
        ["A text that looks like an expression"] = "{% $states.context %}",
        ["A text that is too long"] = new string('x', 5_000),
        ["Characters that end a line"] = "a\r\n\u2028\u0085\0b",
        ["Nothing but spaces"] = "  \n ",
        ["Nothing"] = "",
        ["Characters outside the basic plane"] = string.Concat(Enumerable.Repeat("\U0001F600", 3_000)),
    };

    public static TheoryData<string> Texts => [.. Principals.Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_finding_is_one_that_Security_Hub_takes_whatever_the_event_says(string name)
    {
        var stack = await StackAsync();
        var imported = new List<JsonObject>();
        foreach (var message in Messages(stack, DeliveredMessages.Deletion(Principals[name])))
        {
            var execution = Execution.Run(
                Definition(stack),
                JsonNode.Parse(message)!,
                (resource, arguments) =>
                {
                    Assert.Equal("arn:aws:states:::aws-sdk:securityhub:batchImportFindings", resource);
                    imported.Add(Assert.Single(arguments["Findings"]!.AsArray())!.AsObject());
                    return new JsonObject
                    {
                        ["FailedCount"] = 0,
                        ["SuccessCount"] = 1,
                        ["FailedFindings"] = new JsonArray(),
                    };
                }
            );
            Assert.Equal("SUCCEEDED", execution.Status);
            Assert.Equal(["Keep", "Import", "Check", "Imported"], execution.Visited);
        }

        var central = stack.Organization.ManagementAccountId;
        Assert.Contains(imported, one => one["GeneratorId"]!.GetValue<string>() == "bedrock-defense/bedrock-logging-deletion");
        Assert.Equal(imported.Count, imported.DistinctBy(one => one["Id"]!.GetValue<string>()).Count());
        foreach (var finding in imported)
        {
            Assert.Empty(JsonSchemaCheck.Faults(AsffSchema, JsonDocument.Parse(finding.ToJsonString()).RootElement));
            Assert.Equal(central, finding["AwsAccountId"]!.GetValue<string>());
            Assert.Equal(
                $"arn:aws:securityhub:{Stacks.Home}:{central}:product/{central}/default",
                finding["ProductArn"]!.GetValue<string>()
            );
            Assert.StartsWith("00000000-0000-4000-8000-", finding["Id"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Equal("AWS::::Account:111122223333", finding["Resources"]![0]!["Id"]!.GetValue<string>());
            Assert.Equal("111122223333", finding["ProductFields"]!["account"]!.GetValue<string>());
            var principal = string.Concat(Blank().Replace(Principals[name], " ").Trim(' ').EnumerateRunes().Take(2_048));
            Assert.Equal(principal.Length == 0 ? null : principal, finding["ProductFields"]!["principal"]?.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_refused_finding_is_tried_again_and_then_fails_the_execution()
    {
        var stack = await StackAsync();
        var calls = 0;

        var execution = Execution.Run(
            Definition(stack),
            JsonNode.Parse(Messages(stack, DeliveredMessages.Deletion("x"))[0])!,
            (_, _) =>
            {
                calls++;
                return new JsonObject
                {
                    ["FailedCount"] = 1,
                    ["SuccessCount"] = 0,
                    ["FailedFindings"] = new JsonArray(new JsonObject { ["ErrorCode"] = "InvalidInput" }),
                };
            }
        );

        Assert.Equal(("FAILED", "FindingRefused", 3), (execution.Status, execution.Error, calls));
        Assert.Contains("InvalidInput", execution.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"FailedCount":0}""")]
    [InlineData("""{"FailedCount":0,"SuccessCount":0}""")]
    public async Task An_answer_that_does_not_say_that_the_finding_is_imported_is_a_failure(string answer)
    {
        var stack = await StackAsync();

        var execution = Execution.Run(
            Definition(stack),
            JsonNode.Parse(Messages(stack, DeliveredMessages.Deletion("x"))[0])!,
            (_, _) => JsonNode.Parse(answer)!
        );

        Assert.Equal(("FAILED", "FindingRefused"), (execution.Status, execution.Error));
    }

    [Fact]
    public async Task A_call_that_fails_is_tried_again_and_then_fails_the_execution()
    {
        var stack = await StackAsync();

        var execution = Execution.Run(
            Definition(stack),
            JsonNode.Parse(Messages(stack, DeliveredMessages.Deletion("x"))[0])!,
            (_, _) => throw new StateException("SecurityHub.InvalidAccessException", "the account is not subscribed to AWS Security Hub")
        );

        Assert.Equal(("FAILED", "SecurityHub.InvalidAccessException"), (execution.Status, execution.Error));
        Assert.Equal(11, execution.Visited.Count(state => state == "Import"));
    }

    [Fact]
    public async Task Every_execution_that_loses_its_finding_is_told_on_the_critical_topic() =>
        LostMessageAlarms.AssertFor(await StackAsync());

    [Theory]
    [InlineData(""","severities":["low"]""", false)]
    [InlineData(""","detections":["alert-path-tampering"]""", false)]
    [InlineData(""","detections":["bedrock-logging-deletion"]""", true)]
    [InlineData(""","severities":["high"]""", true)]
    public async Task Only_what_the_entry_asks_for_is_imported(string asked, bool isImported)
    {
        var stack = await StackAsync(asked);

        Assert.Equal(
            isImported,
            Messages(stack, DeliveredMessages.Deletion("x"))
                .Exists(message => message.Contains("/bedrock-logging-deletion\"", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData(
        "bedrock-defense-alert-securityhub",
        "states.amazonaws.com",
        "arn:aws:states:eu-central-1:ACCOUNT:stateMachine:bedrock-defense-alert-securityhub"
    )]
    [InlineData(
        "bedrock-defense-alert-securityhub-start",
        "events.amazonaws.com",
        "arn:aws:events:eu-central-1:ACCOUNT:rule/bedrock-defense/x"
    )]
    public async Task Its_roles_are_for_their_own_service_and_resource_only(string role, string service, string source)
    {
        var stack = await StackAsync();
        var account = stack.Organization.ManagementAccountId;
        source = source.Replace("ACCOUNT", account, StringComparison.Ordinal);
        var policies = new RolePolicies(
            account,
            stack.Find($"iam/role {role}").Text("assumeRolePolicy")!,
            stack.Find($"iam/rolePolicy {role}").Text("policy")!
        );
        var imports = new RoleUse(
            "securityhub:BatchImportFindings",
            $"arn:aws:securityhub:eu-central-1:{account}:product/{account}/default"
        );
        var starts = new RoleUse("states:StartExecution", stack.Find("sfn/stateMachine bedrock-defense-alert-securityhub").Arn!);

        Assert.True(policies.IsTrusted(new RoleUser(service, source)));
        Assert.False(policies.IsTrusted(new RoleUser(service)));
        Assert.False(policies.IsTrusted(new RoleUser(service, source.Replace(account, "444455556666", StringComparison.Ordinal))));
        Assert.False(policies.IsTrusted(new RoleUser(service, source.Replace("bedrock-defense", "other", StringComparison.Ordinal))));
        Assert.Equal(
            (service == "states.amazonaws.com", service != "states.amazonaws.com"),
            (policies.Allows(imports), policies.Allows(starts))
        );
        Assert.False(policies.Allows(imports with { Resource = $"arn:aws:securityhub:eu-central-1:{account}:product/aws/guardduty" }));
        Assert.False(policies.Allows(starts with { Resource = starts.Resource + "-2" }));
    }

    private static Task<StackDeclaration> StackAsync(string asked = "") =>
        Stacks.WithAsync(("alerts", $$"""[{"protocol":"securityhub"{{asked}}}]"""));

    private static List<string> Messages(StackDeclaration stack, JsonNode @event) =>
        DeliveredMessages.Of(stack, @event, recipient => recipient.Protocol == "securityhub");

    private static string Definition(StackDeclaration stack) =>
        stack.Find("sfn/stateMachine bedrock-defense-alert-securityhub").Text("definition")!;

    // JSONata's $trim also makes every run of blanks and line ends one blank (JSONata documentation, "String functions").
    [GeneratedRegex("[ \\t\\n\\r]+")]
    private static partial Regex Blank();
}
