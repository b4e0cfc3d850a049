using System.IO.Enumeration;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Lint;
using BedrockDefense.Stack.Checking.Judging;
using BedrockDefense.Stack.Comparison;
using BedrockDefense.Stack.Configuration;

namespace BedrockDefense.Stack.Tests.Checking;

/// <summary>The table of judged types holds real actions, covers the guardrails, and stands in the documents.</summary>
public sealed class ResourceTypesTests
{
    // No type of Terraform's or Pulumi's AWS provider calls these. They are used at run time, by people, or by AWS.
    private static readonly string[] NotCalledByResources =
    [
        "account:CloseAccount",
        "bedrock-mantle:*",
        "bedrock:CallWithBearerToken",
        "bedrock:Invoke*",
        "bedrock:RetrieveAndGenerate",
        "bedrock:StartFlowExecution",
        "cloudformation:CancelUpdateStack",
        "cloudformation:ContinueUpdateRollback",
        "cloudformation:Execute*",
        "cloudformation:ImportStacksToStackSet",
        "cloudformation:RollbackStack",
        "cloudformation:SignalResource",
        "cloudformation:StopStackSetOperation",
        "cloudtrail:PutEventConfiguration",
        "cloudwatch:DisableAlarmActions",
        "cloudwatch:SetAlarmState",
        "events:DeauthorizeConnection",
        "events:DisableRule",
        "events:EnableRule",
        "events:PutEvents",
        "kms:DeleteImportedKeyMaterial",
        "logs:ProcessWithPipeline",
        "logs:PutBearerTokenAuthentication",
        "logs:PutLogEvents",
        "logs:PutSyslogConfiguration",
        "organizations:AcceptHandshake",
        "organizations:LeaveOrganization",
        "s3:AbortMultipartUpload",
        "s3:BypassGovernanceRetention",
        "s3:Replicate*",
        "s3:UpdateObjectEncryption",
        "sns:AddPermission",
        "sns:Publish",
        "sns:RemovePermission",
        "sqs:AddPermission",
        "sqs:DeleteMessage",
        "sqs:PurgeQueue",
        "sqs:ReceiveMessage",
        "sqs:RemovePermission",
        "sqs:SendMessage",
        "sqs:StartMessageMoveTask",
        "states:StopExecution",
    ];

    private static readonly DefenseSettings Everything = SettingsParser.ParseValues(ConfigFile.Read(Repository.SampleConfiguration)) with
    {
        DenyApiKeys = true,
        DenyUnloggedInference = true,
        IdentityProviders = ["arn:aws:iam::*:saml-provider/Company"],
        ProtectAccountSettings = true,
        RequireMfa = true,
        UngovernedRegions = UngovernedRegions.Deny,
    };

    public static TheoryData<string> Types => [.. ResourceTypes.All.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_action_of_a_type_is_one_of_IAM(string type) =>
        Assert.All(ResourceTypes.All[type].Actions, action => Assert.Null(ActionNames.FaultOf(action)));

    [Fact]
    public void Every_action_of_a_guardrail_is_called_by_a_type_or_by_none()
    {
        var called = ResourceTypes.All.Values.SelectMany(type => type.Actions).Append(PassedRoles.Action).ToHashSet(StringComparer.Ordinal);
        var guarded = new GuardrailTrial(Everything).Statements.SelectMany(statement => statement.Statement.Actions).Distinct();

        var left = guarded
            .Where(pattern => pattern != "cloudformation:*")
            .Where(pattern => !called.Any(action => FileSystemName.MatchesSimpleExpression(pattern, action)))
            .Where(pattern => !NotCalledByResources.Any(known => FileSystemName.MatchesSimpleExpression(known, pattern)));

        Assert.Equal("", string.Join('\n', left));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_stands_in_the_documents(string type) =>
        Assert.Contains($"`{type}`", File.ReadAllText(Path.Combine(Repository.Root, "docs", "check.md")), StringComparison.Ordinal);

    [Theory]
    [InlineData("aws_iam_future_thing", true)]
    [InlineData("aws-native:iam:Role", true)]
    [InlineData("awscc_s3_bucket", true)]
    [InlineData("aws:cloudwatch/futureThing:FutureThing", true)]
    [InlineData("aws-native:stepfunctions:StateMachine", true)]
    [InlineData("aws_iam_user", false)]
    [InlineData("aws:iam/user:User", false)]
    [InlineData("aws_lambda_function", false)]
    [InlineData("aws:bedrock/agentAgent:AgentAgent", false)]
    [InlineData("aws", false)]
    public void A_type_that_is_not_judged_matters_where_a_guardrail_is_about_its_service(string type, bool matters) =>
        Assert.Equal(
            matters,
            ResourceTypes.MayCall(
                type,
                new GuardrailTrial(Everything)
                    .Statements.SelectMany(statement => statement.Statement.Actions)
                    .Select(action => action.Split(':')[0])
                    .ToHashSet(StringComparer.Ordinal)
            )
        );
}
