using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>The alarms on executions that end without having delivered their message.</summary>
internal static class LostMessageAlarms
{
    /// <summary>Asserts that each way in which an execution can lose its message raises an alarm of its own.</summary>
    /// <param name="stack">A stack with one state machine that delivers.</param>
    public static void AssertFor(StackDeclaration stack)
    {
        var machine = Assert.Single(stack.Deliverers);

        var alarms = stack
            .OfType("aws:cloudwatch/metricAlarm:MetricAlarm")
            .Where(alarm => alarm.Inputs["dimensions"]?["StateMachineArn"]?.GetValue<string>() == machine.Arn)
            .ToList();

        Assert.Equal(
            ["ExecutionsAborted", "ExecutionsFailed", "ExecutionsTimedOut"],
            alarms.Select(alarm => alarm.Text("metricName")!).Order(StringComparer.Ordinal)
        );
        Assert.All(
            alarms,
            alarm =>
            {
                Assert.Equal(
                    ("AWS/States", "Sum", "1", "GreaterThanOrEqualToThreshold", "notBreaching"),
                    (
                        alarm.Text("namespace"),
                        alarm.Text("statistic"),
                        alarm.Inputs["threshold"]!.ToJsonString(),
                        alarm.Text("comparisonOperator"),
                        alarm.Text("treatMissingData")
                    )
                );
                Assert.Equal(
                    stack.Find("sns/topic bedrock-defense-critical").Arn,
                    Assert.Single(alarm.Inputs["alarmActions"]!.AsArray())!.GetValue<string>()
                );
            }
        );
    }
}
