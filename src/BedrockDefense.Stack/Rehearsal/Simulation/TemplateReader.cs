using System.Text.Json.Nodes;
using BedrockDefense.EventBridge;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Reading;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Templates;

namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>
/// Deploys a StackSet's template into the simulated member accounts and Regions. It knows the resource types of the stack's
/// template. It refuses any other type, because that resource might matter.
/// </summary>
internal static class TemplateReader
{
    /// <summary>Deploys the instances of a stack set. Service-managed stack sets skip the management account.</summary>
    public static void Deploy(StackDeclaration stack, DeclaredResource instances, SimulatedAws aws)
    {
        var template = MemberTemplate.Of(stack, instances);
        var units =
            instances.Inputs["deploymentTargets"]?["organizationalUnitIds"]?.AsArray().Select(unit => unit!.GetValue<string>()) ?? [];
        if (!units.Any(unit => unit == stack.Organization.RootId || unit == stack.Organization.UnitId))
        {
            return;
        }

        foreach (var region in instances.Inputs["regions"]!.AsArray())
        {
            foreach (var account in stack.Organization.MemberAccountIds)
            {
                DeployOne(template, account, region!.GetValue<string>(), aws);
            }
        }
    }

    private static void DeployOne(MemberTemplate template, string account, string region, SimulatedAws aws)
    {
        var queues = new Dictionary<string, SimulatedQueue>();
        foreach (var (logicalId, type, reference, arn, properties) in template.ResourcesIn(account, region))
        {
            switch (type)
            {
                case "AWS::IAM::Role":
                    AddRole(properties, arn, logicalId, aws);
                    break;
                case "AWS::CloudFormation::WaitConditionHandle":
                    // This resource does nothing. It keeps a stack valid that would otherwise have no resources.
                    break;
                case "AWS::SQS::Queue":
                    aws.Queues[arn] = queues[reference] = new SimulatedQueue(arn, KeyArn: null);
                    break;
                case "AWS::SQS::QueuePolicy":
                    foreach (var queue in properties["Queues"]!.AsArray())
                    {
                        queues[queue!.GetValue<string>()].Policy = ReadPolicy(properties["PolicyDocument"], logicalId);
                    }

                    break;
                case "AWS::S3::Bucket":
                    aws.S3Buckets.TryAdd(arn, null);
                    break;
                case "AWS::S3::BucketPolicy":
                    aws.S3Buckets[$"arn:{aws.Partition}:s3:::{properties["Bucket"]!.GetValue<string>()}"] = ReadPolicy(
                        properties["PolicyDocument"],
                        logicalId
                    );
                    break;
                case "AWS::Logs::LogGroup":
                    aws.LogGroups.Add(arn);
                    break;
                case "AWS::StepFunctions::StateMachine":
                    aws.StateMachines[arn] = new SimulatedStateMachine(
                        arn,
                        properties["RoleArn"]!.GetValue<string>(),
                        JsonNode.Parse(properties["DefinitionString"]!.GetValue<string>())!
                    );
                    break;
                case "AWS::Scheduler::ScheduleGroup" or "AWS::Scheduler::Schedule":
                    // A rehearsal covers minutes, so a schedule that puts the configuration again every hour does not change
                    // the result.
                    break;
                case "AWS::Logs::SubscriptionFilter":
                    // It copies records of invocations, of which the rehearsal has none.
                    break;
                case "AWS::Events::Rule":
                    AddRule(properties, arn, $"arn:{aws.Partition}:events:{region}:{account}:event-bus/default", logicalId, aws);
                    break;
                default:
                    throw new InvalidInputException(
                        $"the rehearsal does not know the resource type {type} of {logicalId} in a stack set's template"
                    );
            }
        }
    }

    private static void AddRole(JsonObject properties, string arn, string logicalId, SimulatedAws aws)
    {
        if (aws.Roles.ContainsKey(arn))
        {
            // IAM is global. On AWS the stack of the second Region would fail, and that Region would have no forwarder.
            throw new InvalidInputException($"the stack set's role {arn} has the same name in two Regions; add the Region to its name");
        }

        var role = new SimulatedRole(arn, ReadPolicy(properties["AssumeRolePolicyDocument"], logicalId));
        role.Permissions.AddRange(
            properties["Policies"]!.AsArray().Select(policy => ReadPolicy(policy!["PolicyDocument"], logicalId, PolicyKind.Identity))
        );
        aws.Roles[arn] = role;
    }

    private static void AddRule(JsonObject properties, string arn, string busArn, string logicalId, SimulatedAws aws)
    {
        var rule = new SimulatedRule(
            arn,
            properties["Name"]!.GetValue<string>(),
            busArn,
            EventPattern.Parse(properties["EventPattern"]!.ToJsonString(JsonText.Options), logicalId),
            properties["State"]!.GetValue<string>()
        );
        rule.Targets.AddRange(
            properties["Targets"]!
                .AsArray()
                .Select(target => new SimulatedTarget(
                    target!["Id"]!.GetValue<string>(),
                    target["Arn"]!.GetValue<string>(),
                    target["RoleArn"]?.GetValue<string>(),
                    Transformer: null,
                    target["DeadLetterConfig"]?["Arn"]?.GetValue<string>()
                ))
        );
        aws.Rules[arn] = rule;
    }

    private static PolicyDocument ReadPolicy(JsonNode? document, string logicalId, PolicyKind kind = PolicyKind.Resource) =>
        PolicyReader.Parse(document!.ToJsonString(JsonText.Options), logicalId, kind);
}
