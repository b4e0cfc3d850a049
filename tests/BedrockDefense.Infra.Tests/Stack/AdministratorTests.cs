using BedrockDefense.Alerts;
using BedrockDefense.CloudTrail;
using BedrockDefense.EventBridge;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>
/// The administrators are the same roles to everything that is deployed: whom the policies exempt, the detections spare and
/// the restorers trust; whoever only looks like one is nobody's.
/// </summary>
[Collection("console")]
public sealed class AdministratorTests
{
    private const string Deletion = "DeleteModelInvocationLoggingConfiguration";

    private static readonly string[] Paths =
    [
        "",
        "aws-reserved/sso.amazonaws.com/",
        "aws-reserved/sso.amazonaws.com/eu-west-1/",
        "team/",
        "x:role/",
        "x:role/aws-reserved/sso.amazonaws.com/",
        "aws-reserved/sso.amazonaws.com/eu-west-1/x:role/",
    ];

    private static readonly string[] Names =
    [
        "BedrockLoggingAdmin",
        "bedrockloggingadmin",
        "BedrockLoggingAdmin2",
        "xBedrockLoggingAdmin",
        "DataScientist",
        "AWSReservedSSO_SecurityAdmin_0123456789abcdef",
        "AWSReservedSSO_SecurityAdmin_ReadOnly_0123456789abcdef",
        "AWSReservedSSO_xAWSReservedSSO_SecurityAdmin_0123456789abcdef",
        "AWSReservedSSO_SecurityAdmin__0123456789abcdef",
        "AWSReservedSSO_SecurityAdmins_0123456789abcdef",
        "AWSReservedSSO_securityadmin_0123456789abcdef",
        "awsreservedsso_SecurityAdmin_0123456789abcdef",
        "xAWSReservedSSO_SecurityAdmin_0123456789abcdef",
        "AWSReservedSSO_Own_0123456789abcdef",
        "AWSReservedSSO_Own_fedcba9876543210",
        "bedrock-defense-restorer-us-east-1",
        "bedrock-defense-restorer-evil",
    ];

    private static readonly string[] Accounts = ["111122223333", "444455556666", "999999999999"];

    private static readonly (string, string)[] Configuration =
    [
        (
            "administrators",
            """
            ["arn:aws:iam::*:role/BedrockLoggingAdmin",
            "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_SecurityAdmin_*",
            "arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Own_0123456789abcdef"]
            """
        ),
    ];

    [Fact]
    public async Task Whoever_looks_like_an_administrator_is_one_to_all_or_to_none()
    {
        var stack = await Stacks.WithAsync(Configuration);
        var guardrails = stack.Guardrails().ToList();
        var reporting = Patterns(stack, "bedrock-logging-deletion-by-non-admin")
            .Concat(Patterns(stack, "bedrock-logging-deletion-by-disguised-role"))
            .ToList();
        var restorers = stack
            .All("cloudwatch/eventRule")
            .Where(rule => rule.Name.StartsWith("bedrock-defense-restorer", StringComparison.Ordinal) && rule.Text("region") == "us-east-1")
            .Select(rule => EventPattern.Parse(rule.Text("eventPattern")!))
            .ToList();
        var exempt = 0;
        foreach (
            var arn in Accounts
                .SelectMany(account => Paths, (account, path) => (account, path))
                .SelectMany(_ => Names, (place, name) => $"arn:aws:iam::{place.account}:role/{place.path}{name}")
        )
        {
            var isRestorer = arn.Split('/')[^1].StartsWith("bedrock-defense-restorer-", StringComparison.Ordinal);
            var isDenied =
                ScpEvaluator
                    .Evaluate(
                        [new ScpLevel("root", [PolicyDocument.FullAwsAccess, .. guardrails])],
                        RequestContext.Create(arn, $"bedrock:{Deletion}")
                    )
                    .IsAllowed
                is false;
            var @event = new ApiCall(
                Caller.Parse(arn),
                "bedrock.amazonaws.com",
                Deletion,
                ReadOnly: false,
                "us-east-1",
                Sequence: 1
            ).Event();
            // A path that imitates an ARN is told apart by a rule of its own, whoever it belongs to.
            var isReported = reporting.Exists(pattern => pattern.Match(@event).IsMatch);
            var isUndone = restorers.Exists(pattern => pattern.Match(@event).IsMatch);
            // The one difference, on the safe side: a path that imitates an ARN below AWS's own, in which nobody can create a role.
            if (!isRestorer && !arn.Contains("sso.amazonaws.com/eu-west-1/x:role/", StringComparison.Ordinal))
            {
                Assert.True(
                    isDenied == isReported,
                    $"{arn} is {(isDenied ? "denied" : "exempt")} and {(isReported ? "reported" : "spared")}"
                );
                Assert.True(
                    isDenied == isUndone,
                    $"{arn} is {(isDenied ? "denied" : "exempt")} and its change is {(isUndone ? "undone" : "left")}"
                );
                exempt += isDenied ? 0 : 1;
            }
        }

        // The role in three accounts, the permission set with and without a Region in three, and the one role in one account.
        Assert.Equal(3 + 6 + 1, exempt);
    }

    [Fact]
    public void Permission_sets_that_no_pattern_tells_apart_are_refused() =>
        Assert.Contains(
            "names the permission sets AWSReservedSSO_Admin_* and AWSReservedSSO_Admin_EU_*",
            Assert
                .Throws<InvalidSettingsException>(() =>
                    CheckedSettings.Parse(
                        Stacks.With(
                            (
                                "administrators",
                                """
                                ["arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*",
                                "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_EU_*"]
                                """
                            )
                        )
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    private static IEnumerable<EventPattern> Patterns(StackDeclaration stack, string detection) =>
        stack
            .All("cloudwatch/eventRule")
            .Where(rule => rule.Text("eventBusName") is not null && AlertRule.DetectionOf(rule.Name) == detection)
            .Select(rule => EventPattern.Parse(rule.Text("eventPattern")!));
}
