using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Tests.Deployment;

/// <summary>Reads resources back from the services that hold them, and compares them to what a template declares.</summary>
internal sealed class DeployedResources(IAwsApi account, string region)
{
    // The emulator's CloudFormation ignores these types. cfn-lint checks their properties.
    private static readonly HashSet<string> NotEmulated =
    [
        "AWS::SQS::QueuePolicy",
        "AWS::Scheduler::Schedule",
        "AWS::Scheduler::ScheduleGroup",
    ];

    /// <summary>Fails unless a resource exists as declared.</summary>
    public Task AssertAsync(string type, JsonObject properties) =>
        type switch
        {
            "AWS::Events::Rule" => AssertRuleAsync(properties),
            "AWS::IAM::Role" => AssertRoleAsync(properties),
            "AWS::Logs::LogGroup" => AssertLogGroupAsync(properties),
            "AWS::SQS::Queue" => AssertQueueAsync(properties),
            "AWS::StepFunctions::StateMachine" => AssertStateMachineAsync(properties),
            _ when NotEmulated.Contains(type) => Task.CompletedTask,
            _ => throw new NotSupportedException($"the tests do not know how to read {type} back"),
        };

    private async Task AssertRuleAsync(JsonObject declared)
    {
        var name = Text(declared, "Name");
        var rule = await account.JsonAsync("events", region, "DescribeRule", new() { ["Name"] = name });
        Assert.Equal(Text(declared, "State"), Text(rule, "State"));
        AssertSame(declared["EventPattern"], JsonNode.Parse(Text(rule, "EventPattern")));
        var targets = await account.JsonAsync("events", region, "ListTargetsByRule", new() { ["Rule"] = name });
        AssertSame(declared["Targets"], targets["Targets"]);
    }

    private async Task AssertRoleAsync(JsonObject declared)
    {
        var name = Text(declared, "RoleName");
        var role = await account.QueryAsync("iam", "us-east-1", "GetRole", ("RoleName", name));
        Assert.Equal(account.Id, role.Text("Arn").Split(':')[4]);
        AssertSame(declared["AssumeRolePolicyDocument"], Document(role.Text("AssumeRolePolicyDocument")));
        foreach (var policy in declared["Policies"]!.AsArray())
        {
            var inline = await account.QueryAsync(
                "iam",
                "us-east-1",
                "GetRolePolicy",
                ("RoleName", name),
                ("PolicyName", Text(policy!, "PolicyName"))
            );
            AssertSame(policy!["PolicyDocument"], Document(inline.Text("PolicyDocument")));
        }
    }

    private async Task AssertLogGroupAsync(JsonObject declared)
    {
        var name = Text(declared, "LogGroupName");
        var groups = await account.JsonAsync("logs", region, "DescribeLogGroups", new() { ["logGroupNamePrefix"] = name });
        var group = Assert.Single(groups["logGroups"]!.AsArray(), group => Text(group!, "logGroupName") == name);
        AssertSame(declared["RetentionInDays"], group!["retentionInDays"]);
    }

    private async Task AssertQueueAsync(JsonObject declared)
    {
        var url = await account.JsonAsync("sqs", region, "GetQueueUrl", new() { ["QueueName"] = Text(declared, "QueueName") });
        var attributes = (
            await account.JsonAsync(
                "sqs",
                region,
                "GetQueueAttributes",
                new() { ["QueueUrl"] = Text(url, "QueueUrl"), ["AttributeNames"] = new JsonArray("All") }
            )
        )["Attributes"]!;
        Assert.EndsWith(
            $":sqs:{region}:{account.Id}:{Text(declared, "QueueName")}",
            Text(attributes, "QueueArn"),
            StringComparison.Ordinal
        );
        foreach (var (name, value) in declared.Where(property => property.Key != "QueueName"))
        {
            Assert.Equal($"{name} {value!.ToJsonString()}", $"{name} {attributes[name]}", ignoreCase: true);
        }
    }

    private async Task AssertStateMachineAsync(JsonObject declared)
    {
        var name = Text(declared, "StateMachineName");
        var machines = await account.JsonAsync("states", region, "ListStateMachines", []);
        var listed = Assert.Single(machines["stateMachines"]!.AsArray(), machine => Text(machine!, "name") == name);
        var machine = await account.JsonAsync(
            "states",
            region,
            "DescribeStateMachine",
            new() { ["stateMachineArn"] = Text(listed!, "stateMachineArn") }
        );
        Assert.Equal(Text(declared, "StateMachineType"), Text(machine, "type"));
        Assert.Equal(Text(declared, "RoleArn"), Text(machine, "roleArn"));
        AssertSame(JsonNode.Parse(Text(declared, "DefinitionString")), JsonNode.Parse(Text(machine, "definition")));
    }

    private static string Text(JsonNode node, string property) =>
        node[property]?.GetValue<string>() ?? throw new InvalidOperationException($"there is no {property} in {node.ToJsonString()}");

    // The emulator returns an inline policy that CloudFormation created in Python's notation, with apostrophes.
    private static JsonNode? Document(string text)
    {
        var json = text.StartsWith('%') ? Uri.UnescapeDataString(text) : text;
        return JsonNode.Parse(json.StartsWith("{'", StringComparison.Ordinal) ? json.Replace('\'', '"') : json);
    }

    private static void AssertSame(JsonNode? expected, JsonNode? actual) =>
        Assert.True(
            JsonNode.DeepEquals(expected, actual),
            $"expected {expected?.ToJsonString()}{Environment.NewLine}but got  {actual?.ToJsonString()}"
        );
}
