using System.Text.Json.Nodes;
using BedrockDefense.CloudTrail;
using BedrockDefense.EventBridge;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>The restorer and the logging it restores, as they are declared.</summary>
[Collection("console")]
public sealed class RestorerTests
{
    [Theory]
    [InlineData("non-admin", "arn:aws:iam::111122223333:role/DataScientist", null, true)]
    [InlineData("non-admin", "arn:aws:iam::111122223333:role/DataScientist", "refused", false)]
    [InlineData("non-admin", "arn:aws:iam::111122223333:role/BedrockLoggingAdmin", null, false)]
    [InlineData("non-admin", "arn:aws:iam::111122223333:role/bedrockloggingadmin", null, true)]
    [InlineData("non-admin", "arn:aws:iam::111122223333:role/x:role/BedrockLoggingAdmin", null, true)]
    [InlineData("non-admin", "arn:aws:iam::111122223333:role/x:role/bedrock-defense-restorer-us-east-1", null, true)]
    [InlineData(
        "non-admin",
        "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_SecurityAdmin_0123456789abcdef",
        null,
        false
    )]
    [InlineData("non-admin", "arn:aws:iam::999999999999:role/bedrock-defense-restorer-us-east-1", null, false)]
    [InlineData("non-admin", "arn:aws:iam::999999999999:role/bedrock-defense-restorer-evil", null, true)]
    [InlineData("non-admin", "arn:aws:iam::111122223333:user/alice", null, true)]
    [InlineData("non-admin", "arn:aws:iam::111122223333:root", null, true)]
    [InlineData("always", "arn:aws:iam::111122223333:role/BedrockLoggingAdmin", null, true)]
    [InlineData("always", "arn:aws:iam::999999999999:role/bedrock-defense-restorer-us-east-1", null, false)]
    [InlineData("always", "arn:aws:iam::999999999999:role/bedrock-defense-restorer-evil", null, true)]
    public async Task Whose_changes_start_it(string mode, string principal, string? denial, bool starts)
    {
        var stack = await Stacks.WithAsync(("restore", $$"""{"mode":"{{mode}}"}"""));
        var patterns = stack
            .All("cloudwatch/eventRule")
            .Where(rule => rule.Name.StartsWith("bedrock-defense-restorer", StringComparison.Ordinal) && rule.Text("region") == "us-east-1")
            .Select(rule => EventPattern.Parse(rule.Text("eventPattern")!))
            .ToList();

        foreach (var name in (string[])["PutModelInvocationLoggingConfiguration", "DeleteModelInvocationLoggingConfiguration"])
        {
            var call = new ApiCall(
                Caller.Parse(principal),
                "bedrock.amazonaws.com",
                name,
                ReadOnly: false,
                "us-east-1",
                Sequence: 1,
                denial
            );
            Assert.Equal(starts, patterns.Exists(pattern => pattern.Match(call.Event()).IsMatch));
        }

        var reading = new ApiCall(
            Caller.Parse(principal),
            "bedrock.amazonaws.com",
            "GetModelInvocationLoggingConfiguration",
            ReadOnly: true,
            "us-east-1",
            Sequence: 1
        );
        Assert.DoesNotContain(patterns, pattern => pattern.Match(reading.Event()).IsMatch);
    }

    [Fact]
    public async Task Two_roles_and_two_permission_sets_as_administrators_still_compile()
    {
        var stack = await Stacks.WithAsync(
            (
                "administrators",
                """
                ["arn:aws:iam::*:role/BedrockLoggingAdmin","arn:aws:iam::*:role/platform/BreakGlass",
                "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_SecurityAdmin_*",
                "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_PlatformAdmin_*"]
                """
            )
        );

        Assert.Contains(
            "platform/BreakGlass",
            stack.Find("cloudwatch/eventRule bedrock-defense-restorer-us-east-1").Text("eventPattern"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_members_rule_trusts_the_restorer_of_its_own_account_and_Region_alone()
    {
        var pattern = Template(await Stacks.SampleAsync())["Resources"]!["RestorerRule1"]!["Properties"]!["EventPattern"]!.ToJsonString(
            JsonText.Options
        );

        Assert.Contains(
            """{"Fn::Sub":"arn:aws:iam::${AWS::AccountId}:role/bedrock-defense-restorer-${AWS::Region}"}""",
            pattern,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task It_retries_with_a_growing_pause_and_ends_as_failed_when_it_gives_up()
    {
        var definition = Definition(await Stacks.SampleAsync());
        var restore = definition["States"]!["Restore"]!;

        Assert.Equal("Restore", definition["StartAt"]!.GetValue<string>());
        Assert.Equal("arn:aws:states:::aws-sdk:bedrock:putModelInvocationLoggingConfiguration", restore["Resource"]!.GetValue<string>());
        Assert.True(restore["Retry"]![0]!["BackoffRate"]!.GetValue<double>() > 1);
        Assert.InRange(restore["Retry"]![0]!["MaxAttempts"]!.GetValue<int>(), 3, 20);
        var without = definition["States"]![restore["Catch"]![0]!["Next"]!.GetValue<string>()]!;
        Assert.Equal(restore["Resource"]!.GetValue<string>(), without["Resource"]!.GetValue<string>());
        Assert.Equal("Fail", definition["States"]![without["Catch"]![0]!["Next"]!.GetValue<string>()]!["Type"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_wanted_configuration_has_every_flag_on_and_is_the_same_for_members_and_the_schedule_starts_it()
    {
        var stack = await Stacks.SampleAsync();
        var wanted = Definition(stack)["States"]!["Restore"]!["Parameters"]!.ToJsonString(JsonText.Options);

        Assert.Equal(
            """
            {"LoggingConfig":{"CloudWatchConfig":{"LogGroupName":"bedrock-defense-invocations",
            "RoleArn":"arn:aws:iam::999999999999:role/bedrock-defense-invocations"},"TextDataDeliveryEnabled":true,
            "ImageDataDeliveryEnabled":true,"EmbeddingDataDeliveryEnabled":true,"VideoDataDeliveryEnabled":true,
            "AudioDataDeliveryEnabled":true}}
            """.ReplaceLineEndings(""),
            wanted
        );
        Assert.Equal(
            stack.Find("sfn/stateMachine bedrock-defense-restorer-us-east-1").Arn,
            stack.Find("scheduler/schedule bedrock-defense-restorer-us-east-1").Inputs["target"]!["arn"]!.GetValue<string>()
        );
        var resources = Template(stack)["Resources"]!;
        Assert.Equal("""{"Fn::GetAtt":["Restorer","Arn"]}""", resources["Schedule"]!["Properties"]!["Target"]!["Arn"]!.ToJsonString());
        Assert.Equal(
            Definition(stack).ToJsonString(JsonText.Options).Replace("999999999999", "${AWS::AccountId}", StringComparison.Ordinal),
            resources["Restorer"]!["Properties"]!["DefinitionString"]!["Fn::Sub"]!.GetValue<string>()
        );
    }

    [Fact]
    public async Task Log_groups_are_kept_as_long_as_configured_and_protected_from_deletion()
    {
        var stack = await Stacks.WithAsync(("invocationLogging", """{"retentionDays":90}"""));

        Assert.All(
            stack.All("cloudwatch/logGroup"),
            group =>
            {
                Assert.Equal(90, group.Inputs["retentionInDays"]!.GetValue<double>());
                Assert.True(group.Inputs["deletionProtectionEnabled"]!.GetValue<bool>());
                Assert.True(group.Options.RetainOnDelete);
            }
        );
        var member = Destinations(stack)["Resources"]!["InvocationLogGroup"]!;
        Assert.Equal(
            (90, true, "RetainExceptOnCreate"),
            (
                member["Properties"]!["RetentionInDays"]!.GetValue<int>(),
                member["Properties"]!["DeletionProtectionEnabled"]!.GetValue<bool>(),
                member["DeletionPolicy"]!.GetValue<string>()
            )
        );
    }

    [Theory]
    [InlineData("large-data", false)]
    [InlineData("all", true)]
    public async Task With_S3_each_account_and_Region_has_a_bucket_of_its_own_that_only_Bedrock_there_writes_to(
        string choice,
        bool everything
    )
    {
        var stack = await Stacks.WithAsync(("invocationLogging", $$"""{"s3":"{{choice}}"}"""));

        var config = Definition(stack)["States"]!["Restore"]!["Parameters"]!["LoggingConfig"]!;
        Assert.Equal(
            "bedrock-defense-invocations-999999999999-us-east-1",
            config["CloudWatchConfig"]!["LargeDataDeliveryS3Config"]!["BucketName"]!.GetValue<string>()
        );
        Assert.Equal(
            everything ? "bedrock-defense-invocations-999999999999-us-east-1" : null,
            config["S3Config"]?["BucketName"]?.GetValue<string>()
        );
        Assert.Contains(
            "s3/bucketPolicy bedrock-defense-invocations-us-east-1",
            stack.Before(stack.Find("sfn/stateMachine bedrock-defense-restorer-us-east-1"))
        );
        var policy = PolicyReader.Parse(
            stack.Find("s3/bucketPolicy bedrock-defense-invocations-us-east-1").Text("policy")!,
            "bucket",
            PolicyKind.Resource
        );
        Assert.True(Writes(policy, "us-east-1", "999999999999", "999999999999"));
        Assert.False(Writes(policy, "eu-central-1", "999999999999", "999999999999"));
        Assert.False(Writes(policy, "us-east-1", "111122223333", "999999999999"));
        Assert.False(Writes(policy, "us-east-1", "999999999999", "111122223333"));
        Assert.False(
            Writes(
                policy,
                "us-east-1",
                "999999999999",
                "999999999999",
                ("s3:DataAccessPointArn", "arn:aws:s3:us-east-1:999999999999:accesspoint/mine")
            )
        );
        Assert.Equal(
            "bedrock-defense-invocations-${AWS::AccountId}-${AWS::Region}",
            Destinations(stack)["Resources"]!["InvocationBucket"]!["Properties"]!["BucketName"]!["Fn::Sub"]!.GetValue<string>()
        );
    }

    private static bool Writes(
        PolicyDocument policy,
        string region,
        string source,
        string folder,
        params (string Key, string Value)[] more
    ) =>
        policy
            .Evaluate(
                RequestContext.Create(
                    "bedrock.amazonaws.com",
                    "s3:PutObject",
                    $"arn:aws:s3:::bedrock-defense-invocations-999999999999-us-east-1/AWSLogs/{folder}/BedrockModelInvocationLogs/x",
                    new (string Key, string Value)[]
                    {
                        ("aws:SourceArn", $"arn:aws:bedrock:{region}:{source}:*"),
                        ("aws:SourceAccount", source),
                        ("aws:SecureTransport", "true"),
                    }
                        .Concat(more)
                        .ToDictionary(one => one.Key, one => (IReadOnlyList<string>)[one.Value])
                )
            )
            .IsAllowed;

    [Fact]
    public async Task Roles_and_destinations_come_before_restorers_and_restorers_stand_in_governed_Regions_only()
    {
        var stack = await Stacks.WithAsync(("regions", """["eu-central-1"]"""));

        string[] before = ["bedrock-defense-roles", "bedrock-defense-destinations"];
        Assert.All(
            before,
            set =>
                Assert.Contains(
                    $"cloudformation/stackInstances {set}",
                    stack.Before(stack.Find("cloudformation/stackSet bedrock-defense-restorer"))
                )
        );
        Assert.Equal(
            before.Select(set => stack.Find($"cloudformation/stackSet {set}").Arn),
            stack.Find("cloudformation/stackSet bedrock-defense-restorer").Inputs["autoDeployment"]!["dependsOnStackSets"]!
                .AsArray()
                .Select(arn => arn!.GetValue<string>())
        );
        Assert.Equal(
            """["eu-central-1"]""",
            stack.Find("cloudformation/stackInstances bedrock-defense-destinations").Inputs["regions"]!.ToJsonString()
        );
        Assert.Equal(
            """["eu-central-1"]""",
            stack.Find("cloudformation/stackInstances bedrock-defense-roles").Inputs["regions"]!.ToJsonString()
        );
        Assert.Equal(
            """["eu-central-1"]""",
            stack.Find("cloudformation/stackInstances bedrock-defense-restorer").Inputs["regions"]!.ToJsonString()
        );
        Assert.Equal(
            """["eu-central-1","us-east-1"]""",
            stack.Find("cloudformation/stackInstances bedrock-defense-forwarder").Inputs["regions"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task With_reconcile_off_there_is_no_schedule_but_the_canary_s()
    {
        var stack = await Stacks.WithAsync(("restore", """{"reconcile":"off"}"""));

        Assert.Equal("canary", Assert.Single(stack.All("scheduler/schedule")).Name);
        Assert.DoesNotContain(
            Template(stack)["Resources"]!.AsObject(),
            resource => resource.Value!["Type"]!.GetValue<string>().StartsWith("AWS::Scheduler", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task With_mode_off_nothing_of_it_is_declared()
    {
        var stack = await Stacks.WithAsync(("restore", """{"mode":"off"}"""));

        Assert.DoesNotContain(
            stack.Resources,
            resource =>
                resource.Name.Contains("restore", StringComparison.Ordinal) || resource.Type.Contains("logGroup", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Every_template_fits_and_uses_no_macro_or_nested_stack()
    {
        foreach (var set in (await Stacks.SampleAsync()).All("cloudformation/stackSet"))
        {
            var body = set.Text("templateBody")!;
            var template = JsonNode.Parse(body)!.AsObject();

            Assert.InRange(body.Length, 1, 51_200);
            Assert.False(template.ContainsKey("Transform"));
            Assert.DoesNotContain("AWS::CloudFormation::Stack", body, StringComparison.Ordinal);
            Assert.Equal("SERVICE_MANAGED", set.Text("permissionModel"));
        }
    }

    private static JsonNode Definition(StackDeclaration stack) =>
        JsonNode.Parse(stack.Find("sfn/stateMachine bedrock-defense-restorer-us-east-1").Text("definition")!)!;

    private static JsonNode Destinations(StackDeclaration stack) =>
        JsonNode.Parse(stack.Find("cloudformation/stackSet bedrock-defense-destinations").Text("templateBody")!)!;

    private static JsonNode Template(StackDeclaration stack) =>
        JsonNode.Parse(stack.Find("cloudformation/stackSet bedrock-defense-restorer").Text("templateBody")!)!;
}
