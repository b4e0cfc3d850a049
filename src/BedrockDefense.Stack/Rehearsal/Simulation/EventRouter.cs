using System.Text.Json;
using BedrockDefense.Alerts;
using BedrockDefense.Aws;
using BedrockDefense.CloudTrail;
using BedrockDefense.EventBridge;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;

namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>
/// Carries an event from the default bus on which AWS puts it to the forwarders, rules, topics and subscribers, and judges
/// every policy on the way. An event that does not get through is kept in a dead-letter queue, or lost.
/// </summary>
internal sealed class EventRouter(SimulatedAws aws, Action<PlacedEvent>? placed = null)
{
    private const string EventBridgeService = "events.amazonaws.com";

    private readonly CallJudge _judge = new(aws);

    /// <summary>Puts an event on the default bus of an account and Region.</summary>
    public Routing Put(string account, string region, JsonElement @event)
    {
        placed?.Invoke(new PlacedEvent(account, region, @event));
        return PutOn($"arn:{aws.Partition}:events:{region}:{account}:event-bus/default", @event);
    }

    /// <summary>Puts an event on a bus directly, as a schedule does.</summary>
    public Routing PutOn(string busArn, JsonElement @event)
    {
        var routing = new Routing();
        Arrive(busArn, @event, hasHopped: false, routing);
        return routing;
    }

    private void Arrive(string busArn, JsonElement @event, bool hasHopped, Routing routing)
    {
        var isReadOnly = IsReadOnly(@event);
        foreach (
            var rule in aws.Rules.Values.Where(rule => rule.BusArn == busArn && rule.Sees(isReadOnly) && rule.Pattern.Match(@event).IsMatch)
        )
        {
            foreach (var target in rule.Targets)
            {
                if (Send(rule, target, @event, hasHopped, routing) is { } failure)
                {
                    routing.Failures.Add(new FailedDelivery(rule.Name, target.Arn, failure, IsKept(rule, target)));
                }
            }

            if (IsDetection(rule))
            {
                var detection = AlertRule.DetectionOf(rule.Name);
                if (!routing.Detections.Contains(detection))
                {
                    routing.Detections.Add(detection);
                }
            }
        }
    }

    // A detection is a rule that sends to a topic, or a rule for which other rules send.
    private bool IsDetection(SimulatedRule rule) =>
        rule.Targets.Exists(target => aws.Topics.ContainsKey(target.Arn))
        || AlertRule.WithoutPart(rule.Name) is var whole
            && aws.Rules.Values.Any(other => AlertRule.WithoutPart(other.Name) != whole && AlertRule.DetectionOf(other.Name) == whole);

    /// <summary>Sends an event to a target. Returns the reason if that failed, or null.</summary>
    private string? Send(SimulatedRule rule, SimulatedTarget target, JsonElement @event, bool hasHopped, Routing routing)
    {
        if (aws.Topics.TryGetValue(target.Arn, out var topic))
        {
            return Publish(rule, target, topic, @event, routing);
        }

        if (aws.StateMachines.TryGetValue(target.Arn, out var machine))
        {
            if (FindStartRefusal(rule, target) is { } refused)
            {
                return refused;
            }

            if (target.Transformer is null)
            {
                routing.Executions.Add(machine);
                return null;
            }

            return Deliver(rule, target, machine, @event, routing);
        }

        if (aws.Queues.TryGetValue(target.Arn, out var queue))
        {
            return IsGranted(queue.Policy, "sqs:SendMessage", queue.Arn, rule)
                ? FindKeyRefusal(queue.KeyArn, rule)
                : $"the policy of the queue {queue.Arn} does not let EventBridge send";
        }

        if (!aws.Buses.Contains(target.Arn))
        {
            return $"there is no topic, no queue, no bus and no state machine {target.Arn}";
        }

        // An event crosses accounts or Regions only once ("Sending and receiving events between AWS accounts", user guide).
        var hops = PlaceOf(rule.Arn) != PlaceOf(target.Arn);
        if (hops && hasHopped)
        {
            return "THIRD_ACCOUNT_HOP_DETECTED";
        }

        if (FindRefusal(rule, target) is { } refusal)
        {
            return refusal;
        }

        Arrive(target.Arn, @event, hasHopped || hops, routing);
        return null;
    }

    private string? FindRefusal(SimulatedRule rule, SimulatedTarget target)
    {
        if (FindRoleRefusal(rule, target) is { } refusal)
        {
            return refusal;
        }

        var role = aws.Roles[target.RoleArn!];
        var request = CreateRequest(role, "events:PutEvents", target);
        var roleAllows = role.Permissions.Any(policy => policy.Evaluate(request).IsAllowed);
        var busAllows =
            aws.BusPolicies.TryGetValue(target.Arn, out var policy) && ResourcePolicyEvaluator.Evaluate(policy, request).IsAllowed;
        var isSameAccount = AccountOf(rule.Arn) == AccountOf(target.Arn);
        if (isSameAccount ? roleAllows || busAllows : roleAllows && busAllows)
        {
            return null;
        }

        return roleAllows
            ? $"the policy of the bus {target.Arn} refuses {role.Arn}"
            : $"the role {role.Arn} may not put events on {target.Arn}";
    }

    private string? FindStartRefusal(SimulatedRule rule, SimulatedTarget target) =>
        FindRoleRefusal(rule, target)
        ?? (
            aws.Roles[target.RoleArn!] is var role
            && role.Permissions.Any(policy => policy.Evaluate(CreateRequest(role, "states:StartExecution", target)).IsAllowed)
                ? null
                : $"the role {target.RoleArn} may not start {target.Arn}"
        );

    private string? FindRoleRefusal(SimulatedRule rule, SimulatedTarget target) =>
        target.RoleArn is null || !aws.Roles.TryGetValue(target.RoleArn, out var role)
            ? $"the target has no role that exists ({target.RoleArn ?? "none"})"
        : !IsGranted(role.Trust, "sts:AssumeRole", "*", rule) ? $"the role {role.Arn} does not trust the rule"
        : null;

    private RequestContext CreateRequest(SimulatedRole role, string action, SimulatedTarget target) =>
        _judge.CreateRequest(Caller.Parse(role.Arn), action, target.Arn, target.Arn.Split(':')[3]);

    // A state machine that gets a message delivers it. Its role must be allowed every call.
    private string? Deliver(SimulatedRule rule, SimulatedTarget target, SimulatedStateMachine machine, JsonElement @event, Routing routing)
    {
        if (
            !aws.Roles.TryGetValue(machine.RoleArn, out var role)
            || !ServiceGrant.Holds(role.Trust, "states.amazonaws.com", "sts:AssumeRole", "*", machine.Arn)
        )
        {
            return $"the role {machine.RoleArn} does not trust {machine.Arn}";
        }

        if (MachineDelivery.Read(machine) is not { } delivery)
        {
            return $"the state machine {machine.Arn} gets a message and delivers it nowhere";
        }

        foreach (var call in delivery.Calls)
        {
            var request = _judge.CreateRequest(Caller.Parse(role.Arn), call.Action, call.Resource, machine.Region, call.Keys);
            if (!role.Permissions.Exists(policy => policy.Evaluate(request).IsAllowed))
            {
                return $"the role {role.Arn} may not call {call.Action} on {call.Resource}";
            }
        }

        if (Write(rule, target, @event, out var message) is { } fault)
        {
            return fault;
        }

        if (delivery.Topic is { } arn)
        {
            return PublishFrom(machine, role, arn, AlertRule.DetectionOf(rule.Name), message, routing);
        }

        routing.Messages.Add(new DeliveredMessage(AlertRule.DetectionOf(rule.Name), machine.Arn, message, [delivery.Recipient!]));
        return null;
    }

    // The state machine sets the message attributes, by which subscriptions filter, from fields of the same names.
    private string? PublishFrom(
        SimulatedStateMachine machine,
        SimulatedRole role,
        string topicArn,
        string detection,
        string message,
        Routing routing
    )
    {
        if (!aws.Topics.TryGetValue(topicArn, out var topic))
        {
            return $"there is no topic {topicArn}";
        }

        if (topic.KeyArn is { } key)
        {
            var request = _judge.CreateRequest(
                Caller.Parse(role.Arn),
                "kms:GenerateDataKey",
                key,
                machine.Region,
                ("kms:ViaService", $"sns.{machine.Region}.{AwsPartition.Find(aws.Partition).DnsSuffix}")
            );
            if (
                !role.Permissions.Exists(policy => policy.Evaluate(request).IsAllowed)
                || !aws.KeyPolicies.TryGetValue(key, out var keyPolicy)
                || !ResourcePolicyEvaluator.Evaluate(keyPolicy, request).IsAllowed
            )
            {
                return $"the role {role.Arn} may not encrypt with {key}";
            }
        }

        routing.Messages.Add(new DeliveredMessage(detection, topicArn, message, [.. RecipientsOf(topic, message)]));
        return null;
    }

    private static IEnumerable<Recipient> RecipientsOf(SimulatedTopic topic, string message) =>
        topic
            .Subscriptions.Where(subscription => subscription.Filter?.Match(message).IsMatch ?? true)
            .Select(subscription => new Recipient(subscription.Protocol, subscription.Endpoint) { AwaitsOwner = subscription.AwaitsOwner });

    // Writes the message of a target. Returns the reason if EventBridge delivers nothing, or null.
    private static string? Write(SimulatedRule rule, SimulatedTarget target, JsonElement @event, out string message)
    {
        try
        {
            message = target.Transformer is null
                ? @event.GetRawText()
                : target.Transformer.Transform(
                    @event,
                    new TransformContext(rule.Arn, rule.Name, @event.GetProperty("time").GetDateTimeOffset())
                );
            return null;
        }
        catch (UndeliverableMessageException exception)
        {
            message = "";
            return exception.Message;
        }
    }

    private string? Publish(SimulatedRule rule, SimulatedTarget target, SimulatedTopic topic, JsonElement @event, Routing routing)
    {
        if (!IsGranted(topic.Policy, "sns:Publish", topic.Arn, rule))
        {
            return $"the policy of the topic {topic.Arn} does not let EventBridge publish";
        }

        if (FindKeyRefusal(topic.KeyArn, rule) is { } refusal)
        {
            return refusal;
        }

        if (Write(rule, target, @event, out var message) is { } fault)
        {
            return fault;
        }

        routing.Messages.Add(new DeliveredMessage(AlertRule.DetectionOf(rule.Name), topic.Arn, message, [.. RecipientsOf(topic, message)]));
        return null;
    }

    private string? FindKeyRefusal(string? keyArn, SimulatedRule rule) =>
        keyArn is null
        || (
            aws.KeyPolicies.TryGetValue(keyArn, out var policy)
            && IsGranted(policy, "kms:Decrypt", keyArn, rule: null)
            && IsGranted(policy, "kms:GenerateDataKey", keyArn, rule: null)
        )
            ? null
            : $"the key {keyArn} does not let EventBridge encrypt for {rule.Name}";

    private bool IsKept(SimulatedRule rule, SimulatedTarget target) =>
        target.DeadLetterArn is { } arn
        && aws.Queues.TryGetValue(arn, out var queue)
        && IsGranted(queue.Policy, "sqs:SendMessage", arn, rule)
        && FindKeyRefusal(queue.KeyArn, rule) is null;

    // When EventBridge uses a key for a rule, it does not name the rule. A condition on the rule therefore never holds for a
    // key.
    private static bool IsGranted(PolicyDocument? policy, string action, string resource, SimulatedRule? rule) =>
        ServiceGrant.Holds(policy, EventBridgeService, action, resource, rule?.Arn);

    /// <summary>Whether an event is a read-only management event. Most rules do not see such events.</summary>
    public static bool IsReadOnly(JsonElement @event) =>
        @event.GetProperty("detail") is var detail && IsTrue(detail, "readOnly") && IsTrue(detail, "managementEvent");

    // Only CloudTrail's records have these fields.
    private static bool IsTrue(JsonElement detail, string field) =>
        detail.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.True;

    private static string AccountOf(string arn) => arn.Split(':')[4];

    private static (string Region, string Account) PlaceOf(string arn) => (arn.Split(':')[3], AccountOf(arn));
}
