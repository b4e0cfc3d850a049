using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.CloudTrail;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Stack.Templates;

namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>
/// Runs a state machine that puts the logging configuration. Its definition, its role and the guardrails decide whether it
/// succeeds.
/// </summary>
internal sealed class Restoration(SimulatedAws aws, CallJudge judge)
{
    private const string PutAction = "bedrock:PutModelInvocationLoggingConfiguration";

    /// <summary>Whether the state machine does nothing, because the settings say so for its account.</summary>
    public static bool IsNoOp(SimulatedStateMachine machine) =>
        DeclaredLogging.FirstStateIn(machine.Arn, machine.Definition)?["Type"]?.GetValue<string>() == "Succeed";

    /// <summary>Returns the reason why the state machine does not restore the configuration; null when it does.</summary>
    public string? FindObstacle(SimulatedStateMachine machine)
    {
        if (DeclaredLogging.ParametersIn(machine.Arn, machine.Definition) is not { } wanted)
        {
            return $"{machine.Arn} does not begin by putting the configuration";
        }

        if (aws.Logging.DataTypes.FirstOrDefault(type => wanted[$"{type}DataDeliveryEnabled"]?.GetValue<bool>() is not true) is { } missing)
        {
            return $"{machine.Arn} leaves {missing}DataDeliveryEnabled off";
        }

        var delivery = wanted["CloudWatchConfig"]?["RoleArn"]!.GetValue<string>();
        return FindRoleObstacle(machine, delivery)
            ?? (
                delivery is null
                    ? null
                    : FindDestinationObstacle(machine, wanted["CloudWatchConfig"]!["LogGroupName"]!.GetValue<string>(), delivery)
            )
            ?? FindBucketObstacle(machine, wanted);
    }

    /// <summary>Returns the API call that the state machine makes.</summary>
    public static ApiCall CallOf(SimulatedStateMachine machine, int sequence) =>
        new(
            Caller.Parse(machine.RoleArn),
            "bedrock.amazonaws.com",
            "PutModelInvocationLoggingConfiguration",
            ReadOnly: false,
            machine.Region,
            sequence,
            Parameters: new JsonObject { ["loggingConfig"] = DeclaredLogging.Of(machine.Arn, machine.Definition) }
        );

    /// <summary>
    /// Returns the event that Step Functions sends when the state machine failed ("Automating Step Functions event delivery
    /// with EventBridge").
    /// </summary>
    public static JsonElement FailureEventOf(SimulatedStateMachine machine) =>
        JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["version"] = "0",
                ["id"] = "00000000-0000-4000-8000-00000000f001",
                ["detail-type"] = "Step Functions Execution Status Change",
                ["source"] = "aws.states",
                ["account"] = machine.Account,
                ["time"] = "2026-11-20T10:30:00Z",
                ["region"] = machine.Region,
                ["resources"] = new JsonArray(machine.Arn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + ":restore"),
                ["detail"] = new JsonObject
                {
                    ["executionArn"] = machine.Arn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + ":restore",
                    ["stateMachineArn"] = machine.Arn,
                    ["name"] = "restore",
                    ["status"] = "FAILED",
                },
            }
        );

    private string? FindRoleObstacle(SimulatedStateMachine machine, string? delivery)
    {
        if (!aws.Roles.TryGetValue(machine.RoleArn, out var role))
        {
            return $"the restorer's role {machine.RoleArn} does not exist";
        }

        if (!IsTrusted(role, "states.amazonaws.com", machine.Arn))
        {
            return $"the role {role.Arn} does not trust {machine.Arn}";
        }

        var caller = Caller.Parse(role.Arn);
        if (!role.Permissions.Exists(policy => policy.Evaluate(judge.CreateRequest(caller, PutAction, "*", machine.Region)).IsAllowed))
        {
            return $"the role {role.Arn} may not put the configuration";
        }

        if (
            delivery is not null
            && !role.Permissions.Exists(policy =>
                policy
                    .Evaluate(
                        judge.CreateRequest(
                            caller,
                            "iam:PassRole",
                            delivery,
                            machine.Region,
                            ("iam:PassedToService", "bedrock.amazonaws.com")
                        )
                    )
                    .IsAllowed
            )
        )
        {
            return $"the role {role.Arn} may not pass {delivery} to Bedrock";
        }

        RequiredAction[] actions = delivery is null ? [new(PutAction, "*")] : [new(PutAction, "*"), new("iam:PassRole", delivery)];
        return judge.Judge(caller, actions, machine.Region).StoppedBy;
    }

    // Bedrock tests the destination when the configuration is put.
    private string? FindDestinationObstacle(SimulatedStateMachine machine, string logGroup, string delivery) =>
        !IsTrusted(logGroup) && !aws.LogGroups.Contains($"arn:{aws.Partition}:logs:{machine.Region}:{machine.Account}:log-group:{logGroup}")
            ? $"there is no log group {logGroup} in {machine.Account}, {machine.Region}"
        : IsTrusted(delivery[(delivery.LastIndexOf('/') + 1)..]) ? null
        : !aws.Roles.TryGetValue(delivery, out var role) ? $"there is no role {delivery}"
        : !IsTrusted(role, "bedrock.amazonaws.com", $"arn:{aws.Partition}:bedrock:{machine.Region}:{machine.Account}:*")
            ? $"the role {delivery} does not trust Bedrock in {machine.Region}"
        : null;

    private string? FindBucketObstacle(SimulatedStateMachine machine, JsonNode wanted)
    {
        foreach (
            var bucket in new[]
            {
                wanted["S3Config"]?["BucketName"],
                wanted["CloudWatchConfig"]?["LargeDataDeliveryS3Config"]?["BucketName"],
            }
                .OfType<JsonNode>()
                .Select(name => name.GetValue<string>())
        )
        {
            var arn = $"arn:{aws.Partition}:s3:::{bucket}";
            if (
                !IsTrusted(bucket)
                && !ServiceGrant.Holds(
                    aws.S3Buckets.GetValueOrDefault(arn),
                    "bedrock.amazonaws.com",
                    "s3:PutObject",
                    $"{arn}/AWSLogs/{machine.Account}/BedrockModelInvocationLogs/x",
                    $"arn:{aws.Partition}:bedrock:{machine.Region}:{machine.Account}:*"
                )
            )
            {
                return $"Bedrock may not write to the bucket {bucket}";
            }
        }

        return null;
    }

    // Whether the settings say that a log group, role or bucket exists outside the stack. A star in its name stands for the
    // account and the Region.
    private bool IsTrusted(string name) =>
        aws.Logging.TrustedNames.Any(trusted => FileSystemName.MatchesSimpleExpression(trusted, name, ignoreCase: false));

    private static bool IsTrusted(SimulatedRole role, string service, string sourceArn) =>
        ServiceGrant.Holds(role.Trust, service, "sts:AssumeRole", "*", sourceArn);
}
