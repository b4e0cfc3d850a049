using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests which account each resource is in, and which account each policy names.</summary>
[Collection("console")]
public sealed class AccountTests
{
    private const string Management = "999999999999";

    [Fact]
    public async Task A_small_organization_needs_neither_account_nor_provider()
    {
        var stack = await Stacks.SampleAsync();

        Assert.Empty(stack.All("pulumi:providers:aws"));
        Assert.All(stack.Resources, resource => Assert.Null(resource.ProviderAccountId));
    }

    [Fact]
    public async Task Other_accounts_change_no_resource_but_where_it_is()
    {
        var one = await Stacks.SampleAsync();
        var three = await Stacks.RenderAsync(Stacks.SeparateAccounts);

        Assert.Equal(
            one.Resources.Where(resource => !IsElsewhere(resource) && !IsGuardrail(resource))
                .Select(resource => (resource.Key, resource.Options.Parent))
                .ToHashSet(),
            three
                .Resources.Where(resource => !IsProvider(resource) && !IsGuardrail(resource))
                .Select(resource => (resource.Key, resource.Options.Parent))
                .ToHashSet()
        );
    }

    // The guardrails name the roles of the other accounts, so they may fill one more policy.
    private static bool IsGuardrail(DeclaredResource resource) => resource.Type.StartsWith("aws:organizations/", StringComparison.Ordinal);

    // The endpoints of the sample that are in its management account. With a security account, their owner subscribes them.
    private static bool IsElsewhere(DeclaredResource resource) =>
        resource.Type == "aws:sns/topicSubscription:TopicSubscription"
        && resource.Text("endpoint")!.Contains(":999999999999:", StringComparison.Ordinal)
        && resource.Name != "canary";

    [Fact]
    public async Task Each_other_account_has_one_provider_that_assumes_its_role_and_reaches_no_other()
    {
        var stack = await Stacks.RenderAsync(Stacks.SeparateAccounts);

        Assert.Equal(
            [
                (
                    "log-archive-account-333344445555",
                    """[ "333344445555" ]""",
                    """[ { "roleArn": "arn:aws:iam::333344445555:role/Deployment", "sessionName": "bedrock-defense" } ]""",
                    "eu-central-1"
                ),
                (
                    "security-account-222233334444",
                    """[ "222233334444" ]""",
                    """[ { "roleArn": "arn:aws:iam::222233334444:role/Deployment", "sessionName": "bedrock-defense" } ]""",
                    "eu-central-1"
                ),
            ],
            stack
                .Resources.Where(IsProvider)
                .OrderBy(provider => provider.Name)
                .Select(provider =>
                    (provider.Name, provider.Text("allowedAccountIds")!, provider.Text("assumeRoles")!, provider.Text("region")!)
                )
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public async Task The_preview_shows_the_same_resources_in_the_same_accounts(bool? isPreview)
    {
        var preview = await Stacks.RenderAsync(Stacks.SeparateAccounts, isPreview);
        var update = await Stacks.RenderAsync(Stacks.SeparateAccounts);

        Assert.Equal(
            update.Resources.Select(resource => (resource.Key, resource.ProviderAccountId)).ToHashSet(),
            preview.Resources.Select(resource => (resource.Key, resource.ProviderAccountId)).ToHashSet()
        );
    }

    [Theory]
    [InlineData("cloudtrail/trail bedrock-defense", Management)]
    [InlineData("organizations/policy guardrails-1", Management)]
    [InlineData("cloudformation/stackSet bedrock-defense-forwarder", Management)]
    [InlineData("iam/role bedrock-defense-forwarder-us-east-1", Management)]
    [InlineData("cloudwatch/eventRule bedrock-defense-forwarder-us-east-1-1", Management)]
    [InlineData("sqs/queue bedrock-defense-forwarder-us-east-1-dead-letters", Management)]
    [InlineData("cloudwatch/eventBus bedrock-defense", Stacks.SecurityAccount)]
    [InlineData("cloudwatch/eventBusPolicy bedrock-defense", Stacks.SecurityAccount)]
    [InlineData("cloudwatch/eventRule bedrock-logging-deletion", Stacks.SecurityAccount)]
    [InlineData("cloudwatch/eventTarget bedrock-logging-deletion-finding", Stacks.SecurityAccount)]
    [InlineData("kms/key bedrock-defense-alerts", Stacks.SecurityAccount)]
    [InlineData("kms/alias bedrock-defense-alerts", Stacks.SecurityAccount)]
    [InlineData("sns/topic bedrock-defense-high", Stacks.SecurityAccount)]
    [InlineData("sns/topicPolicy bedrock-defense-high", Stacks.SecurityAccount)]
    [InlineData("sqs/queue dead-letters", Stacks.SecurityAccount)]
    [InlineData("sqs/queuePolicy dead-letters", Stacks.SecurityAccount)]
    [InlineData("scheduler/schedule canary", Stacks.SecurityAccount)]
    [InlineData("iam/role canary", Stacks.SecurityAccount)]
    [InlineData("cloudwatch/metricAlarm dead-letters", Stacks.SecurityAccount)]
    [InlineData("kms/key bedrock-defense-trail", Stacks.LogArchiveAccount)]
    [InlineData("kms/alias bedrock-defense-trail", Stacks.LogArchiveAccount)]
    [InlineData("s3/bucket bedrock-defense-trail", Stacks.LogArchiveAccount)]
    [InlineData("s3/bucketPolicy bedrock-defense-trail", Stacks.LogArchiveAccount)]
    [InlineData("s3/bucketObjectLockConfiguration bedrock-defense-trail", Stacks.LogArchiveAccount)]
    public async Task Each_resource_is_in_its_account(string title, string account)
    {
        var stack = await Stacks.RenderAsync(Stacks.SeparateAccounts);

        Assert.Equal(account, stack.Find(title).Account(stack));
    }

    [Fact]
    public async Task The_security_account_keeps_the_trail_where_there_is_no_log_archive()
    {
        var config = Stacks.SeparateAccounts.Where(entry => entry.Key != "bedrock-defense:logArchiveAccount").ToDictionary();

        var stack = await Stacks.RenderAsync(config);

        Assert.Equal("security-account-222233334444", Assert.Single(stack.Resources, IsProvider).Name);
        Assert.Equal(Stacks.SecurityAccount, stack.Find("s3/bucket bedrock-defense-trail").ProviderAccountId);
    }

    [Fact]
    public async Task A_log_archive_leaves_the_bus_in_the_management_account()
    {
        var config = Stacks.SeparateAccounts.Where(entry => entry.Key != "bedrock-defense:securityAccount").ToDictionary();

        var stack = await Stacks.RenderAsync(
            config,
            isPreview: false,
            new FakeAws(Stacks.SeparateOrganization, Stacks.Home, isPreview: false)
        );

        Assert.Null(stack.Find("cloudwatch/eventBus bedrock-defense").ProviderAccountId);
        Assert.Equal(Stacks.LogArchiveAccount, stack.Find("kms/key bedrock-defense-trail").ProviderAccountId);
    }

    [Theory]
    [InlineData("kms/key bedrock-defense-alerts", "policy", "arn:aws:iam::222233334444:root")]
    [InlineData("kms/key bedrock-defense-trail", "policy", "arn:aws:iam::333344445555:root")]
    [InlineData("kms/key bedrock-defense-trail", "policy", "arn:aws:cloudtrail:eu-central-1:999999999999:trail/bedrock-defense")]
    [InlineData("kms/key bedrock-defense-trail", "policy", "arn:aws:cloudtrail:*:999999999999:trail/*")]
    [InlineData("s3/bucketPolicy bedrock-defense-trail", "policy", "arn:aws:cloudtrail:eu-central-1:999999999999:trail/bedrock-defense")]
    [InlineData("s3/bucketPolicy bedrock-defense-trail", "policy", "/AWSLogs/999999999999/*")]
    [InlineData("sqs/queuePolicy dead-letters", "policy", "arn:aws:events:eu-central-1:222233334444:rule/bedrock-defense/*")]
    [InlineData(
        "sqs/queuePolicy bedrock-defense-forwarder-us-east-1-dead-letters",
        "policy",
        "arn:aws:events:us-east-1:999999999999:rule/bedrock-defense-forwarder-*"
    )]
    [InlineData(
        "sns/topicPolicy bedrock-defense-critical",
        "policy",
        "arn:aws:cloudwatch:eu-central-1:222233334444:alarm:bedrock-defense-*"
    )]
    [InlineData("iam/role canary", "assumeRolePolicy", "\"aws:SourceAccount\":\"222233334444\"")]
    [InlineData(
        "cloudwatch/eventBusPolicy bedrock-defense",
        "policy",
        "arn:aws:events:eu-central-1:222233334444:event-bus/bedrock-defense"
    )]
    [InlineData(
        "iam/rolePolicy bedrock-defense-forwarder-us-east-1",
        "policy",
        "arn:aws:events:eu-central-1:222233334444:event-bus/bedrock-defense"
    )]
    [InlineData("iam/role bedrock-defense-forwarder-us-east-1", "assumeRolePolicy", "\"aws:SourceAccount\":\"999999999999\"")]
    [InlineData(
        "cloudwatch/eventTarget bedrock-defense-forwarder-us-east-1-1",
        "arn",
        "arn:aws:events:eu-central-1:222233334444:event-bus/bedrock-defense"
    )]
    [InlineData(
        "cloudformation/stackSet bedrock-defense-forwarder",
        "templateBody",
        "arn:aws:events:eu-central-1:222233334444:event-bus/bedrock-defense"
    )]
    public async Task Each_policy_names_the_right_account(string title, string input, string part)
    {
        var stack = await Stacks.RenderAsync(Stacks.SeparateAccounts);

        Assert.Contains(part, stack.Find(title).Text(input), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_key_can_be_administered_from_an_account_that_does_not_own_it()
    {
        var stack = await Stacks.RenderAsync(Stacks.SeparateAccounts);

        Assert.All(
            stack.All("kms/key"),
            key =>
                Assert.Equal(
                    [$"arn:aws:iam::{key.ProviderAccountId}:root"],
                    key.Statements("policy")
                        .Select(statement => statement["Principal"]!["AWS"]?.GetValue<string>())
                        .OfType<string>()
                        .Distinct()
                )
        );
    }

    [Theory]
    [InlineData(
        "arn:aws:iam::222233334444:role/Deployment",
        "events:PutTargets",
        "arn:aws:events:eu-central-1:222233334444:rule/bedrock-defense/bedrock-logging-deletion",
        true
    )]
    [InlineData("arn:aws:iam::333344445555:role/Deployment", "s3:PutBucketPolicy", "arn:aws:s3:::bedrock-defense-trail-0a1b2c3", true)]
    [InlineData("arn:aws:iam::111122223333:role/Deployment", "s3:PutBucketPolicy", "arn:aws:s3:::bedrock-defense-trail-0a1b2c3", false)]
    [InlineData(
        "arn:aws:iam::222233334444:role/DataScientist",
        "events:PutTargets",
        "arn:aws:events:eu-central-1:222233334444:rule/bedrock-defense/bedrock-logging-deletion",
        false
    )]
    [InlineData(
        "arn:aws:iam::222233334444:role/DataScientist",
        "iam:UpdateAssumeRolePolicy",
        "arn:aws:iam::222233334444:role/Deployment",
        false
    )]
    [InlineData("arn:aws:iam::222233334444:role/Deployment", "bedrock:DeleteModelInvocationLoggingConfiguration", "*", false)]
    public async Task The_guardrails_let_the_program_do_its_work_in_these_accounts_and_nobody_borrow_its_role(
        string principal,
        string action,
        string resource,
        bool isAllowed
    )
    {
        var stack = await Stacks.RenderAsync(Stacks.SeparateAccounts);

        var verdict = ScpEvaluator.Evaluate(
            [new ScpLevel("root", [PolicyDocument.FullAwsAccess, .. stack.Guardrails()])],
            RequestContext.Create(principal, action, resource)
        );

        Assert.True(isAllowed == verdict.IsAllowed, verdict.Reason);
    }

    private static bool IsProvider(DeclaredResource resource) => resource.Type == "pulumi:providers:aws";
}
