using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.Aws;
using BedrockDefense.EventBridge;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Reading;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>
/// Builds the simulated organization from the recorded inputs of the rendered resources, and from nothing else. A resource
/// that the program did not declare does not exist in it.
/// </summary>
internal static class StackReader
{
    /// <summary>Reads a rendered stack.</summary>
    /// <exception cref="InvalidInputException">AWS would refuse one of its documents.</exception>
    public static SimulatedAws Read(StackDeclaration stack)
    {
        var aws = new SimulatedAws(stack.Organization, AwsRegion.Find(stack.HomeRegion)!.Partition);
        ReadGuardrails(stack, aws);
        ReadTrail(stack, aws);
        ReadKeysAndQueues(stack, aws);
        ReadTopics(stack, aws);
        ReadRoles(stack, aws);
        ReadBuses(stack, aws);
        ReadRules(stack, aws);
        ReadSchedules(stack, aws);
        ReadResponse(stack, aws);
        foreach (var instances in stack.OfType("aws:cloudformation/stackInstances:StackInstances"))
        {
            TemplateReader.Deploy(stack, instances, aws);
        }

        return aws;
    }

    private static void ReadGuardrails(StackDeclaration stack, SimulatedAws aws)
    {
        var policies = stack
            .OfType("aws:organizations/policy:Policy")
            .ToDictionary(
                policy => policy.Id,
                policy => new AttachedGuardrail(
                    policy.Id,
                    PolicyReader.Parse(policy.Text("content")!, policy.Name, OrganizationPolicyType.KindOf(policy.Text("type")))
                )
            );
        foreach (var attachment in stack.OfType("aws:organizations/policyAttachment:PolicyAttachment"))
        {
            var target = attachment.Text("targetId")!;
            if (!aws.Guardrails.TryGetValue(target, out var attached))
            {
                aws.Guardrails[target] = attached = [];
            }

            attached.Add(policies[attachment.Text("policyId")!]);
        }
    }

    private static void ReadTrail(StackDeclaration stack, SimulatedAws aws)
    {
        if (stack.OfType("aws:cloudtrail/trail:Trail").FirstOrDefault() is not { } trail)
        {
            aws.Trail = new SimulatedTrail(
                stack.TrailArn,
                $"{stack.TrailArn} (reused; that it logs the whole organization is taken on trust)",
                Records: true
            );
            return;
        }

        var records = IsSet(trail, "isOrganizationTrail") && IsSet(trail, "isMultiRegionTrail") && IsSet(trail, "enableLogging");
        var validated = IsSet(trail, "enableLogFileValidation") ? "validated" : "NOT validated";
        aws.Trail = new SimulatedTrail(trail.Arn!, $"trail {trail.Text("name")} ({validated}, {DescribeLock(stack)})", records);
    }

    private static string DescribeLock(StackDeclaration stack) =>
        stack
            .OfType("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")
            .FirstOrDefault()
            ?.Inputs["rule"]
            ?["defaultRetention"]
            is { } retention
            ? $"locked for {retention["days"]} days"
            : "NOT locked";

    private static void ReadKeysAndQueues(StackDeclaration stack, SimulatedAws aws)
    {
        foreach (var key in stack.OfType("aws:kms/key:Key").Where(key => key.Text("policy") is not null))
        {
            aws.KeyPolicies[key.Arn!] = ReadPolicy(key, "policy");
        }

        var queues = stack
            .OfType("aws:sqs/queue:Queue")
            .ToDictionary(queue => queue.Id, queue => new SimulatedQueue(queue.Arn!, queue.Text("kmsMasterKeyId")));
        foreach (var policy in stack.OfType("aws:sqs/queuePolicy:QueuePolicy"))
        {
            queues[policy.Text("queueUrl")!].Policy = ReadPolicy(policy, "policy");
        }

        foreach (var queue in queues.Values)
        {
            aws.Queues[queue.Arn] = queue;
        }
    }

    private static void ReadTopics(StackDeclaration stack, SimulatedAws aws)
    {
        HashSet<string> written =
        [
            .. stack.Deliverers.Select(Machine).Select(MachineDelivery.Read).Select(one => one?.Topic).OfType<string>(),
        ];
        foreach (var topic in stack.OfType("aws:sns/topic:Topic"))
        {
            aws.Topics[topic.Arn!] = new SimulatedTopic(topic.Arn!, topic.Text("kmsMasterKeyId"));
        }

        foreach (var policy in stack.OfType("aws:sns/topicPolicy:TopicPolicy"))
        {
            var topic = aws.Topics[policy.Text("arn")!];
            topic.Policy = ReadPolicy(policy, "policy");
            topic.Subscriptions.AddRange(FindOwnerSubscriptions(policy));
        }

        foreach (var subscription in stack.OfType("aws:sns/topicSubscription:TopicSubscription"))
        {
            var filter = subscription.Text("filterPolicy");
            var isWrittenByMachine = written.Contains(subscription.Text("topic")!);
            if (filter is not null && subscription.Text("filterPolicyScope") == "MessageBody" == isWrittenByMachine)
            {
                // EventBridge sets no message attributes, so a filter on attributes lets nothing through. A state machine sets them, and
                // what it writes has not the fields of a finding.
                throw new InvalidInputException(
                    $"the subscription {subscription.Name} filters on "
                        + (
                            isWrittenByMachine
                                ? "the message's body, which has no such fields"
                                : "message attributes, which EventBridge does not set"
                        )
                );
            }

            aws.Topics[subscription.Text("topic")!]
                .Subscriptions.Add(
                    new SimulatedSubscription(
                        subscription.Text("protocol")!,
                        subscription.Text("endpoint")!,
                        filter is null ? null : SnsFilterPolicy.Parse(filter)
                    )
                );
        }
    }

    // Returns the endpoints of other accounts. The topic's policy allows their owners to subscribe them.
    private static IEnumerable<SimulatedSubscription> FindOwnerSubscriptions(DeclaredResource policy) =>
        JsonNode.Parse(policy.Text("policy")!)!["Statement"]!
            .AsArray()
            .Where(statement =>
                statement!["Effect"]!.GetValue<string>() == "Allow"
                && statement["Action"] is JsonValue action
                && action.GetValue<string>() == "sns:Subscribe"
            )
            .Select(statement => statement!["Condition"]!["StringEquals"]!)
            .Select(only => new SimulatedSubscription(
                only["sns:Protocol"]!.GetValue<string>(),
                only["sns:Endpoint"]!.GetValue<string>(),
                Filter: null,
                AwaitsOwner: true
            ));

    private static void ReadRoles(StackDeclaration stack, SimulatedAws aws)
    {
        var byName = new Dictionary<(string Account, string Name), SimulatedRole>();
        foreach (var role in stack.OfType("aws:iam/role:Role"))
        {
            aws.Roles[role.Arn!] = byName[(role.Account(stack), role.Id)] = new SimulatedRole(
                role.Arn!,
                ReadPolicy(role, "assumeRolePolicy")
            );
        }

        foreach (var policy in stack.OfType("aws:iam/rolePolicy:RolePolicy"))
        {
            byName[(policy.Account(stack), policy.Text("role")!)].Permissions.Add(ReadPolicy(policy, "policy", PolicyKind.Identity));
        }
    }

    private static void ReadBuses(StackDeclaration stack, SimulatedAws aws)
    {
        foreach (var bus in stack.OfType("aws:cloudwatch/eventBus:EventBus"))
        {
            aws.Buses.Add(bus.Arn!);
        }

        foreach (var policy in stack.OfType("aws:cloudwatch/eventBusPolicy:EventBusPolicy"))
        {
            aws.BusPolicies[FindBusArn(stack, policy)] = ReadPolicy(policy, "policy");
        }
    }

    private static void ReadRules(StackDeclaration stack, SimulatedAws aws)
    {
        foreach (var rule in stack.OfType("aws:cloudwatch/eventRule:EventRule"))
        {
            aws.Rules[rule.Arn!] = new SimulatedRule(
                rule.Arn!,
                rule.Text("name")!,
                FindBusArn(stack, rule),
                EventPattern.Parse(rule.Text("eventPattern")!, rule.Name),
                rule.Text("state") ?? "ENABLED"
            );
        }

        foreach (var target in stack.OfType("aws:cloudwatch/eventTarget:EventTarget"))
        {
            var bus = FindBusArn(stack, target);
            var rule = aws.Rules.Values.Single(rule => rule.BusArn == bus && rule.Name == target.Text("rule"));
            rule.Targets.Add(
                new SimulatedTarget(
                    target.Text("targetId")!,
                    target.Text("arn")!,
                    target.Text("roleArn"),
                    ReadTransformer(target.Inputs["inputTransformer"]),
                    target.Inputs["deadLetterConfig"]?["arn"]?.GetValue<string>()
                )
            );
        }
    }

    private static SimulatedStateMachine Machine(DeclaredResource machine) =>
        new(machine.Arn!, machine.Text("roleArn")!, JsonNode.Parse(machine.Text("definition")!)!);

    private static void ReadResponse(StackDeclaration stack, SimulatedAws aws)
    {
        aws.Logging = stack.Logging;
        foreach (var machine in stack.OfType("aws:sfn/stateMachine:StateMachine"))
        {
            aws.StateMachines[machine.Arn!] = Machine(machine);
        }

        var policies = stack
            .OfType("aws:s3/bucketPolicy:BucketPolicy")
            .ToDictionary(policy => policy.Text("bucket")!, policy => ReadPolicy(policy, "policy"));
        foreach (var bucket in stack.OfType("aws:s3/bucket:Bucket"))
        {
            aws.S3Buckets[bucket.Arn!] = policies.GetValueOrDefault(bucket.Id);
        }

        foreach (var group in stack.OfType("aws:cloudwatch/logGroup:LogGroup"))
        {
            aws.LogGroups.Add(group.Arn!);
        }
    }

    private static void ReadSchedules(StackDeclaration stack, SimulatedAws aws)
    {
        foreach (var schedule in stack.OfType("aws:scheduler/schedule:Schedule"))
        {
            var target = schedule.Inputs["target"]!;
            if (target["eventbridgeParameters"] is { } parameters)
            {
                aws.Schedules.Add(
                    new SimulatedSchedule(
                        schedule.Arn!,
                        schedule.Arn![..schedule.Arn!.LastIndexOf('/')].Replace(":schedule/", ":schedule-group/", StringComparison.Ordinal),
                        target["arn"]!.GetValue<string>(),
                        target["roleArn"]!.GetValue<string>(),
                        parameters["source"]!.GetValue<string>(),
                        parameters["detailType"]!.GetValue<string>(),
                        target["input"]?.GetValue<string>() ?? "{}"
                    )
                );
            }
        }
    }

    private static InputTransformer? ReadTransformer(JsonNode? declared) =>
        declared is null
            ? null
            : new InputTransformer(
                declared["inputPaths"]?.AsObject().ToDictionary(path => path.Key, path => path.Value!.GetValue<string>()) ?? [],
                declared["inputTemplate"]!.GetValue<string>()
            );

    private static string FindBusArn(StackDeclaration stack, DeclaredResource resource) =>
        $"arn:{AwsRegion.Find(stack.HomeRegion)!.Partition}:events:{resource.Text("region") ?? stack.HomeRegion}:"
        + $"{resource.Account(stack)}:event-bus/{resource.Text("eventBusName") ?? "default"}";

    private static PolicyDocument ReadPolicy(DeclaredResource resource, string input, PolicyKind kind = PolicyKind.Resource) =>
        PolicyReader.Parse(resource.Text(input)!, $"{resource.Type} {resource.Name}", kind);

    private static bool IsSet(DeclaredResource resource, string input) => resource.Inputs[input]?.GetValue<bool>() ?? false;
}
