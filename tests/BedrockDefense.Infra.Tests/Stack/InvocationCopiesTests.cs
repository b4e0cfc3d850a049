using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Templates;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests the copies of invocations in the log-archive account, and what sends them there.</summary>
[Collection("console")]
public sealed class InvocationCopiesTests
{
    private const string Archive = Stacks.LogArchiveAccount;
    private const string Member = "111122223333";
    private const string Stream = $"arn:aws:firehose:eu-central-1:{Archive}:deliverystream/bedrock-defense-copies";
    private const string Delivery = $"arn:aws:iam::{Archive}:role/bedrock-defense-copies";
    private const string Intake = $"arn:aws:iam::{Archive}:role/bedrock-defense-copies-intake";

    private static readonly string[] Regions = ["eu-central-1", "us-east-1"];

    [Fact]
    public async Task Nothing_is_copied_by_default()
    {
        var stack = await Stacks.RenderAsync(Stacks.SeparateAccounts);

        Assert.DoesNotContain(
            stack.Resources,
            resource => resource.Inputs.ToJsonString().Contains("bedrock-defense-cop", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(stack.Resources, resource => resource.Name.Contains("bedrock-defense-cop", StringComparison.Ordinal));
        Assert.Empty(stack.InvocationCopies);
    }

    [Theory]
    [InlineData("{}", "GOVERNANCE", 365)]
    [InlineData("""{"retentionDays":730,"retentionMode":"compliance"}""", "COMPLIANCE", 730)]
    public async Task Copies_are_locked_in_the_log_archive_account_and_expire_after_their_lock(string copies, string mode, int days)
    {
        var stack = await StackAsync(copies);

        var bucket = stack.Find("s3/bucket bedrock-defense-copies");
        Assert.True(bucket.Inputs["objectLockEnabled"]!.GetValue<bool>());
        Assert.Equal(Archive, bucket.ProviderAccountId);
        Assert.Equal(
            $$"""{"days":{{days}},"mode":"{{mode}}"}""",
            Sorted(stack.Find("s3/bucketObjectLockConfiguration bedrock-defense-copies").Inputs["rule"]!["defaultRetention"]!.AsObject())
        );
        var rule = stack.Find("s3/bucketLifecycleConfiguration bedrock-defense-copies").Inputs["rules"]![0]!;
        Assert.Equal(days + 1, rule["expiration"]!["days"]!.GetValue<int>());
        Assert.Equal("invocations/", rule["filter"]!["prefix"]!.GetValue<string>());
        var encryption = stack.Find("s3/bucketServerSideEncryptionConfiguration bedrock-defense-copies").Inputs["rules"]![0]!;
        Assert.Equal(
            stack.Find("kms/key bedrock-defense-copies").Arn,
            encryption["applyServerSideEncryptionByDefault"]!["kmsMasterKeyId"]!.GetValue<string>()
        );
    }

    [Fact]
    public async Task The_stream_writes_with_its_role_and_key_and_tells_what_it_could_not_write()
    {
        var stack = await StackAsync();
        var stream = stack.Find("kinesis/firehoseDeliveryStream bedrock-defense-copies");
        var to = stream.Inputs["extendedS3Configuration"]!;

        Assert.Equal((Archive, Stream), (stream.ProviderAccountId, stream.Arn));
        Assert.Equal(Delivery, to["roleArn"]!.GetValue<string>());
        Assert.Equal(stack.Find("s3/bucket bedrock-defense-copies").Arn, to["bucketArn"]!.GetValue<string>());
        Assert.Equal(stack.Find("kms/key bedrock-defense-copies").Arn, to["kmsKeyArn"]!.GetValue<string>());
        Assert.Equal(
            """{"enabled":true,"logGroupName":"/aws/kinesisfirehose/bedrock-defense-copies","logStreamName":"faults"}""",
            Sorted(to["cloudwatchLoggingOptions"]!.AsObject())
        );
        Assert.True(stream.Inputs["serverSideEncryption"]!["enabled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Every_governed_Region_has_a_destination_that_leads_to_the_stream_of_the_home_Region()
    {
        var stack = await StackAsync();

        Assert.Equal(
            Regions,
            stack.All("cloudwatch/logDestination").Select(destination => destination.Text("region")!).Order(StringComparer.Ordinal)
        );
        Assert.All(
            stack.All("cloudwatch/logDestination"),
            destination =>
                Assert.Equal(
                    (Archive, Stream, Intake),
                    (destination.ProviderAccountId, destination.Text("targetArn"), destination.Text("roleArn"))
                )
        );
    }

    [Theory]
    [InlineData("logs:PutSubscriptionFilter", "us-east-1", "o-exampleorgid", true)]
    [InlineData("logs:PutSubscriptionFilter", "us-east-1", "o-another", false)]
    [InlineData("logs:PutSubscriptionFilter", "us-east-1", null, false)]
    [InlineData("logs:PutSubscriptionFilter", "eu-central-1", "o-exampleorgid", false)]
    [InlineData("logs:PutDestinationPolicy", "us-east-1", "o-exampleorgid", false)]
    [InlineData("logs:DeleteDestination", "us-east-1", "o-exampleorgid", false)]
    public async Task A_destination_admits_what_the_organization_sends(string action, string region, string? organization, bool isAllowed)
    {
        var stack = await StackAsync();
        var policy = PolicyReader.Parse(
            stack.Find("cloudwatch/logDestinationPolicy bedrock-defense-copies-us-east-1").Text("accessPolicy")!,
            "destination",
            PolicyKind.Resource
        );

        var verdict = policy.Evaluate(
            RequestContext.Create(
                $"arn:aws:iam::{Member}:role/stacksets-exec-0123456789abcdef",
                action,
                $"arn:aws:logs:{region}:{Archive}:destination:bedrock-defense-copies",
                organization is null ? [] : [KeyValuePair.Create("aws:PrincipalOrgID", (IReadOnlyList<string>)[organization])]
            )
        );

        Assert.Equal(isAllowed, verdict.IsAllowed);
    }

    [Fact]
    public async Task Each_role_is_for_its_own_service_and_resource_only()
    {
        var stack = await StackAsync();
        var bucket = stack.Find("s3/bucket bedrock-defense-copies").Arn!;
        var key = stack.Find("kms/key bedrock-defense-copies").Arn!;
        var (fills, sends) = (new RoleUse("firehose:PutRecordBatch", Stream), new RoleUse("logs:PutLogEvents", Group("us-east-1")));
        var writes = new RoleUse("s3:PutObject", $"{bucket}/invocations/2026/11/29/10/a.json.gz");
        var encrypts = new RoleUse(
            "kms:GenerateDataKey",
            key,
            new Dictionary<string, string>
            {
                ["kms:ViaService"] = "s3.eu-central-1.amazonaws.com",
                ["kms:EncryptionContext:aws:s3:arn"] = bucket,
            }
        );

        var delivery = Policies(stack, "bedrock-defense-copies", Archive);
        Assert.True(delivery.IsTrusted(new RoleUser("firehose.amazonaws.com", Stream)));
        Assert.False(delivery.IsTrusted(new RoleUser("firehose.amazonaws.com", $"{Stream}-2")));
        Assert.False(delivery.IsTrusted(new RoleUser("firehose.amazonaws.com")));
        Assert.False(delivery.IsTrusted(new RoleUser("logs.amazonaws.com", Stream)));
        Assert.All([writes, encrypts], use => Assert.True(delivery.Allows(use), use.Action));
        Assert.All(
            [
                fills,
                sends,
                writes with
                {
                    Resource = $"{bucket}/other",
                },
                writes with
                {
                    Action = "s3:DeleteObject",
                },
                writes with
                {
                    Action = "s3:GetObject",
                },
                encrypts with
                {
                    Context = null,
                },
                encrypts with
                {
                    Action = "kms:PutKeyPolicy",
                },
            ],
            use => Assert.False(delivery.Allows(use), use.Action)
        );

        var intake = Policies(stack, "bedrock-defense-copies-intake", Archive);
        Assert.True(intake.IsTrusted(new RoleUser("logs.amazonaws.com", Group("us-east-1"))));
        Assert.False(intake.IsTrusted(new RoleUser("logs.amazonaws.com")));
        Assert.False(intake.IsTrusted(new RoleUser("firehose.amazonaws.com", Stream)));
        Assert.True(intake.Allows(fills));
        Assert.All([writes, encrypts, sends, fills with { Resource = $"{Stream}-2" }], use => Assert.False(intake.Allows(use), use.Action));

        var management = stack.Organization.ManagementAccountId;
        var copier = Policies(stack, "bedrock-defense-copier-us-east-1", management);
        var own = Group("us-east-1").Replace(Member, management, StringComparison.Ordinal);
        Assert.True(copier.IsTrusted(new RoleUser("logs.amazonaws.com", own)));
        Assert.True(copier.IsTrusted(new RoleUser("logs.amazonaws.com", own.Replace(management, Archive, StringComparison.Ordinal))));
        Assert.False(copier.IsTrusted(new RoleUser("logs.amazonaws.com", Group("us-east-1"))));
        Assert.False(copier.IsTrusted(new RoleUser("logs.amazonaws.com", own.Replace("us-east-1", "eu-west-1", StringComparison.Ordinal))));
        Assert.False(copier.IsTrusted(new RoleUser("bedrock.amazonaws.com", own)));
        Assert.True(copier.Allows(new RoleUse("logs:PutLogEvents", own)));
        Assert.All(
            [writes, encrypts, fills, sends, new RoleUse("logs:DeleteLogGroup", own)],
            use => Assert.False(copier.Allows(use), use.Action)
        );
    }

    [Theory]
    [InlineData(Delivery, "kms:GenerateDataKey", "s3.eu-central-1.amazonaws.com", true)]
    [InlineData(Delivery, "kms:Decrypt", "s3.eu-central-1.amazonaws.com", true)]
    [InlineData(Delivery, "kms:GenerateDataKey", "sqs.eu-central-1.amazonaws.com", false)]
    [InlineData($"arn:aws:iam::{Archive}:role/Analyst", "kms:Decrypt", "s3.eu-central-1.amazonaws.com", true)]
    [InlineData($"arn:aws:iam::{Archive}:role/Analyst", "kms:GenerateDataKey", "s3.eu-central-1.amazonaws.com", false)]
    [InlineData($"arn:aws:iam::{Member}:role/LocalAdmin", "kms:Decrypt", "s3.eu-central-1.amazonaws.com", false)]
    public async Task The_key_is_for_the_copies_and_their_readers(string caller, string action, string via, bool isAllowed)
    {
        var stack = await StackAsync();
        var key = stack.Find("kms/key bedrock-defense-copies");
        var policy = PolicyReader.Parse(key.Text("policy")!, "key", PolicyKind.Resource);

        bool Allows(string context) =>
            ResourcePolicyEvaluator
                .Evaluate(
                    policy,
                    RequestContext.Create(
                        caller,
                        action,
                        key.Arn!,
                        [
                            KeyValuePair.Create("kms:ViaService", (IReadOnlyList<string>)[via]),
                            KeyValuePair.Create("kms:EncryptionContext:aws:s3:arn", (IReadOnlyList<string>)[context]),
                        ]
                    )
                )
                .IsAllowed;

        Assert.Equal(isAllowed, Allows(stack.Find("s3/bucket bedrock-defense-copies").Arn!));
        Assert.False(Allows("arn:aws:s3:::other"));
    }

    [Theory]
    [InlineData(Delivery, "s3:PutObject", "true", true)]
    [InlineData(Delivery, "s3:PutObject", "false", false)]
    [InlineData($"arn:aws:iam::{Archive}:role/Admin", "s3:PutObject", "true", false)]
    [InlineData($"arn:aws:iam::{Archive}:role/x/bedrock-defense-copies", "s3:PutObject", "true", false)]
    [InlineData($"arn:aws:iam::{Archive}:role/Analyst", "s3:GetObject", "true", true)]
    public async Task Only_the_stream_writes_to_the_bucket_and_only_over_TLS(string caller, string action, string isSecure, bool isLeft)
    {
        var stack = await StackAsync();
        var policy = PolicyReader.Parse(
            stack.Find("s3/bucketPolicy bedrock-defense-copies").Text("policy")!,
            "bucket",
            PolicyKind.Resource
        );

        var denials = policy
            .Evaluate(
                RequestContext.Create(
                    caller,
                    action,
                    $"{stack.Find("s3/bucket bedrock-defense-copies").Arn}/invocations/a.json.gz",
                    [KeyValuePair.Create("aws:SecureTransport", (IReadOnlyList<string>)[isSecure])]
                )
            )
            .Explanations.Where(statement => statement.IsMatch);

        Assert.Equal(isLeft, !denials.Any());
    }

    [Theory]
    [InlineData(Member, "bedrock-defense-invocations to arn:aws:logs:us-east-1:333344445555:destination:bedrock-defense-copies")]
    [InlineData("666677778888", "/aws/bedrock to arn:aws:logs:us-east-1:333344445555:destination:bedrock-defense-copies")]
    [InlineData("777788889999", "/aws/bedrock to arn:aws:logs:us-east-1:333344445555:destination:bedrock-defense-copies")]
    [InlineData("888899990000", "bedrock-defense-invocations to arn:aws:logs:us-east-1:333344445555:destination:bedrock-defense-copies")]
    [InlineData("444455556666", "")]
    [InlineData("555566667777", "")]
    [InlineData(Archive, $"bedrock-defense-invocations to {Stream}")]
    public async Task A_member_sends_what_arrives_in_its_own_log_group(string account, string sent)
    {
        var stack = await StackAsync(
            "{}",
            """
            {"444455556666":"leave","555566667777":{"bucket":"team-invocations"},"666677778888":{"logGroup":"/aws/bedrock"},
            "777788889999":{"logGroup":"/aws/bedrock","role":"BedrockLogs"},"888899990000":"adopt"}
            """
        );

        var resources = Resources(stack, account, "us-east-1");

        var filters = resources.Where(resource => resource.Type == "AWS::Logs::SubscriptionFilter").Select(filter => filter.Properties);
        Assert.Equal(sent, string.Join(", ", filters.Select(filter => $"{filter["LogGroupName"]} to {filter["DestinationArn"]}")));
        Assert.All(filters, filter => Assert.Equal("", filter["FilterPattern"]!.GetValue<string>()));
        // Where the account sends to the destination, it has the role for that.
        var roles = resources.Where(resource => resource.Type == "AWS::IAM::Role").Select(role => role.Arn).ToList();
        Assert.Equal(sent.Contains(":destination:", StringComparison.Ordinal), roles.Count == 1);
        Assert.All(filters, filter => Assert.Equal(roles.Count == 1 ? roles[0] : Intake, filter["RoleArn"]!.GetValue<string>()));
        Assert.NotEmpty(resources);
    }

    [Fact]
    public async Task The_log_archive_account_may_log_to_a_log_group_of_its_own_or_to_none()
    {
        var own = await StackAsync("{}", $$"""{ "{{Archive}}": {"logGroup":"/aws/bedrock"} }""");
        var none = await StackAsync("{}", $$"""{"{{Archive}}":"leave"}""");

        Assert.Equal(
            "/aws/bedrock",
            Assert.Single(Resources(own, Archive, "eu-central-1"), resource => resource.Type == "AWS::Logs::SubscriptionFilter").Properties[
                "LogGroupName"
            ]!.GetValue<string>()
        );
        Assert.Equal(["Marker"], Resources(none, Archive, "eu-central-1").Select(resource => resource.LogicalId));
    }

    [Fact]
    public async Task The_management_account_sends_from_every_governed_Region()
    {
        var stack = await StackAsync();
        var management = stack.Organization.ManagementAccountId;

        Assert.Equal(
            Regions.Select(region =>
                $"{region} bedrock-defense-invocations arn:aws:logs:{region}:{Archive}:destination:bedrock-defense-copies "
                + $"arn:aws:iam::{management}:role/bedrock-defense-copier-{region}"
            ),
            Filters(stack)
        );
        Assert.Empty(Filters(await StackAsync("{}", $$"""{"{{management}}":"leave"}""")));
    }

    [Fact]
    public async Task Where_the_management_account_keeps_the_copies_it_sends_to_the_stream()
    {
        var stack = await Stacks.WithAsync(("invocationLogging", """{"copies":{}}"""));
        var management = stack.Organization.ManagementAccountId;

        Assert.Equal(
            Regions.Select(region =>
                $"{region} bedrock-defense-invocations {Stream.Replace(Archive, management, StringComparison.Ordinal)} "
                + Intake.Replace(Archive, management, StringComparison.Ordinal)
            ),
            Filters(stack)
        );
        Assert.DoesNotContain("IsTheLogArchive", Template(stack), StringComparison.Ordinal);
        Assert.DoesNotContain(stack.All("iam/role"), role => role.Name.StartsWith("bedrock-defense-copier", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Members_send_only_after_their_log_groups_and_the_destinations_are_there()
    {
        var stack = await StackAsync();
        var set = stack.Find("cloudformation/stackSet bedrock-defense-copies");

        Assert.Contains(
            stack.Find("cloudformation/stackSet bedrock-defense-destinations").Arn!,
            set.Inputs["autoDeployment"]!["dependsOnStackSets"]!.AsArray().Select(arn => arn!.GetValue<string>())
        );
        Assert.Superset(
            stack.All("cloudwatch/logDestinationPolicy").Select(policy => policy.Key).ToHashSet(),
            set.Options.DependsOn.ToHashSet()
        );
    }

    [Fact]
    public async Task An_output_names_what_is_copied_and_what_is_not()
    {
        var stack = await StackAsync("{}", """{"444455556666":"leave","555566667777":{"bucket":"team-invocations"}}""");

        Assert.Equal(
            [
                $"Copied to s3://{stack.Find("s3/bucket bedrock-defense-copies").Id} in account {Archive}: what arrives in the log group "
                    + "bedrock-defense-invocations of each account and governed Region.",
                "Not copied: account 444455556666, whose logging is left alone.",
                "Not copied: account 555566667777, which logs to the bucket team-invocations only.",
                "Not copied: bodies over 100 KB and binary data, which CloudWatch Logs does not take.",
            ],
            stack.InvocationCopies
        );
    }

    [Theory]
    [InlineData("copies-undelivered", "DeliveryToS3.Success", "LessThanThreshold")]
    [InlineData("copies-late", "DeliveryToS3.DataFreshness", "GreaterThanOrEqualToThreshold")]
    [InlineData("copies-throttled", "ThrottledRecords", "GreaterThanOrEqualToThreshold")]
    public async Task People_are_told_of_copies_that_do_not_arrive(string name, string metric, string comparison)
    {
        var stack = await StackAsync();
        var alarm = stack.Find($"cloudwatch/metricAlarm {name}");
        var topic = stack.Find("sns/topic bedrock-defense-critical").Arn!;

        Assert.Equal((Archive, metric, comparison), (alarm.ProviderAccountId, alarm.Text("metricName"), alarm.Text("comparisonOperator")));
        Assert.Equal("""{"DeliveryStreamName":"bedrock-defense-copies"}""", alarm.Inputs["dimensions"]!.ToJsonString());
        Assert.Equal(topic, Assert.Single(alarm.Inputs["alarmActions"]!.AsArray())!.GetValue<string>());
        Assert.True(MayPublish(stack, alarm.Arn!));
        Assert.False(MayPublish(stack, alarm.Arn!.Replace(Archive, Member, StringComparison.Ordinal)));
        Assert.False(MayPublish(await Stacks.RenderAsync(Stacks.SeparateAccounts), alarm.Arn!));

        bool MayPublish(StackDeclaration of, string arn) =>
            PolicyReader
                .Parse(of.Find("sns/topicPolicy bedrock-defense-critical").Text("policy")!, "topic", PolicyKind.Resource)
                .Evaluate(
                    RequestContext.Create(
                        "cloudwatch.amazonaws.com",
                        "sns:Publish",
                        topic,
                        [
                            KeyValuePair.Create("aws:SourceArn", (IReadOnlyList<string>)[arn]),
                            KeyValuePair.Create("aws:SourceAccount", (IReadOnlyList<string>)[arn.Split(':')[4]]),
                        ]
                    )
                )
                .IsAllowed;
    }

    [Fact]
    public async Task The_guardrails_let_CloudWatch_Logs_check_the_roles_that_send_and_nobody_else_write_records()
    {
        var stack = await StackAsync();

        Assert.Empty(Denied($"arn:aws:iam::{Member}:role/bedrock-defense-copier-us-east-1", "logs:PutLogEvents", Group("us-east-1")));
        Assert.NotEmpty(Denied($"arn:aws:iam::{Member}:role/LocalAdmin", "logs:PutLogEvents", Group("us-east-1")));
        Assert.NotEmpty(
            Denied(
                $"arn:aws:iam::{Member}:role/LocalAdmin",
                "iam:UpdateAssumeRolePolicy",
                $"arn:aws:iam::{Member}:role/bedrock-defense-copier-us-east-1"
            )
        );

        IEnumerable<string> Denied(string principal, string action, string resource) =>
            stack
                .Guardrails()
                .SelectMany(policy => policy.Evaluate(RequestContext.Create(principal, action, resource)).Explanations)
                .Where(statement => statement.IsMatch)
                .Select(statement => statement.ToString());
    }

    private static Task<StackDeclaration> StackAsync(string copies = "{}", string perAccount = "{}") =>
        Stacks.RenderAsync(
            new Dictionary<string, string>(Stacks.SeparateAccounts)
            {
                ["bedrock-defense:invocationLogging"] = $$"""{"copies":{{copies}},"perAccount":{{perAccount}}}""",
            }
        );

    private static string Group(string region) =>
        $"arn:aws:logs:{region}:{Member}:log-group:bedrock-defense-invocations:log-stream:aws/bedrock/modelinvocations";

    private static string Template(StackDeclaration stack) =>
        stack.Find("cloudformation/stackSet bedrock-defense-copies").Text("templateBody")!;

    private static List<MemberResource> Resources(StackDeclaration stack, string account, string region) =>
        [.. MemberTemplate.Of(stack, stack.Find("cloudformation/stackInstances bedrock-defense-copies")).ResourcesIn(account, region)];

    private static IEnumerable<string> Filters(StackDeclaration stack) =>
        stack
            .All("cloudwatch/logSubscriptionFilter")
            .Select(filter => $"{filter.Text("region")} {filter.Text("logGroup")} {filter.Text("destinationArn")} {filter.Text("roleArn")}")
            .Order(StringComparer.Ordinal);

    private static RolePolicies Policies(StackDeclaration stack, string role, string account) =>
        new(account, stack.Find($"iam/role {role}").Text("assumeRolePolicy")!, stack.Find($"iam/rolePolicy {role}").Text("policy")!);

    private static string Sorted(JsonObject map) =>
        new JsonObject(
            map.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone()))
        ).ToJsonString();
}
