using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Makes AWS's own events in the form of its user guides, with our values.</summary>
internal static class NoticeEvents
{
    /// <summary>
    /// Makes the event that a restorer's execution has ended ("Automating Step Functions event delivery with EventBridge").
    /// </summary>
    public static JsonElement Restorer(
        string region,
        string status,
        string? output = null,
        string machine = "bedrock-defense-restorer",
        string account = "111122223333"
    ) =>
        Event(
            "aws.states",
            "Step Functions Execution Status Change",
            account,
            region,
            new JsonObject
            {
                ["executionArn"] = $"arn:aws:states:{region}:{account}:execution:{machine}:e-1",
                ["stateMachineArn"] = $"arn:aws:states:{region}:{account}:stateMachine:{machine}",
                ["name"] = "e-1",
                ["status"] = status,
                ["startDate"] = 1_764_000_000_000,
                ["input"] = "{}",
                ["output"] = output,
            }
        );

    /// <summary>
    /// Makes the event that an instance of a stack set has changed ("StackSet Stack Instance Status Change event detail").
    /// </summary>
    public static JsonElement StackInstance(string set, string action, string detailed) =>
        Event(
            "aws.cloudformation",
            "CloudFormation StackSet StackInstance Status Change",
            "999999999999",
            "eu-central-1",
            new JsonObject
            {
                ["stack-set-arn"] = $"arn:aws:cloudformation:eu-central-1:999999999999:stackset/{set}:0a1b2c3d-0000-1111-2222-333344445555",
                ["stack-id"] = "arn:aws:cloudformation:us-east-1:111122223333:stack/StackSet-x/0a1b2c3d-0000-1111-2222-333344445555",
                ["action"] = action,
                ["status-details"] = new JsonObject
                {
                    ["status"] = "OUTDATED",
                    ["detailed-status"] = detailed,
                    ["status-reason"] = "a \"name\" is taken\nby another",
                },
            }
        );

    /// <summary>Makes the event that an alarm has changed ("Alarm events and EventBridge").</summary>
    public static JsonElement Alarm(string name, string state, string region = "us-east-1") =>
        Event(
            "aws.cloudwatch",
            "CloudWatch Alarm State Change",
            "999999999999",
            region,
            new JsonObject
            {
                ["alarmName"] = name,
                ["state"] = new JsonObject { ["value"] = state, ["reason"] = "Threshold Crossed" },
                ["previousState"] = new JsonObject { ["value"] = "OK" },
            }
        );

    private static JsonElement Event(string source, string type, string account, string region, JsonObject detail) =>
        JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["version"] = "0",
                ["id"] = "00000000-0000-4000-8000-0000000000f1",
                ["detail-type"] = type,
                ["source"] = source,
                ["account"] = account,
                ["time"] = "2026-12-01T09:00:00Z",
                ["region"] = region,
                ["resources"] = new JsonArray(),
                ["detail"] = detail,
            }
        );
}
