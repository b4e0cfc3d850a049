using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.CloudTrail;
using BedrockDefense.Scp.Evaluation;

namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>
/// Sends the events that the stack's schedules put on its buses, and checks whether they arrive in a queue that accepts them.
/// </summary>
internal sealed class CanaryFlight(SimulatedAws aws)
{
    private readonly EventRouter _router = new(aws);
    private readonly CallJudge _judge = new(aws);

    /// <summary>Returns the reason why the canary does not arrive; null when it does.</summary>
    public string? FindObstacle()
    {
        // A configuration may have other schedules that put events on a bus. No queue has to accept those events.
        List<string?> obstacles = [.. aws.Schedules.Where(schedule => aws.Buses.Contains(schedule.TargetArn)).Select(FindObstacle)];
        return obstacles.Count == 0 ? "no schedule sends it"
            : obstacles.Contains(null) ? null
            : obstacles[0];
    }

    private string? FindObstacle(SimulatedSchedule schedule)
    {
        if (!aws.Roles.TryGetValue(schedule.RoleArn, out var role) || !Trusts(role, schedule))
        {
            return $"the schedule cannot assume the role {schedule.RoleArn}";
        }

        var request = _judge.CreateRequest(
            Caller.Parse(role.Arn),
            "events:PutEvents",
            schedule.TargetArn,
            schedule.TargetArn.Split(':')[3],
            ("events:source", schedule.Source)
        );
        if (!role.Permissions.Exists(policy => policy.Evaluate(request).IsAllowed))
        {
            return $"the role {role.Arn} may not put it on {schedule.TargetArn}";
        }

        var routing = _router.PutOn(schedule.TargetArn, EventOf(schedule));
        if (routing.Failures.FirstOrDefault() is { } failure)
        {
            return failure.Reason;
        }

        var delivered = routing.Messages.SelectMany(
            message => message.Recipients,
            (message, recipient) => (message.TopicArn, Queue: aws.Queues.GetValueOrDefault(recipient.Endpoint))
        );
        return delivered.Any(one => one.Queue is { } queue && Takes(queue, one.TopicArn))
            ? null
            : "no queue takes it from the findings topic";
    }

    private static bool Trusts(SimulatedRole role, SimulatedSchedule schedule) =>
        ServiceGrant.Holds(role.Trust, "scheduler.amazonaws.com", "sts:AssumeRole", "*", schedule.GroupArn);

    private static bool Takes(SimulatedQueue queue, string topicArn) =>
        ServiceGrant.Holds(queue.Policy, "sns.amazonaws.com", "sqs:SendMessage", queue.Arn, topicArn);

    private static JsonElement EventOf(SimulatedSchedule schedule) =>
        JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["version"] = "0",
                ["id"] = "00000000-0000-4000-8000-000000000000",
                ["detail-type"] = schedule.DetailType,
                ["source"] = schedule.Source,
                ["account"] = schedule.TargetArn.Split(':')[4],
                ["time"] = "2026-11-20T10:15:00Z",
                ["region"] = schedule.TargetArn.Split(':')[3],
                ["resources"] = new JsonArray(schedule.Arn),
                ["detail"] = JsonNode.Parse(schedule.Input),
            }
        );
}
