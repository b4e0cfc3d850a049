using BedrockDefense.Lint;

namespace BedrockDefense.Tests.Lint;

public sealed class EventNamesTests
{
    /// <summary>Names that AWS documentation shows in records. Some of them are no API operations.</summary>
    public static TheoryData<string, string> Documented =>
        new()
        {
            { "bedrock.amazonaws.com", "PutModelInvocationLoggingConfiguration" },
            { "bedrock.amazonaws.com", "ConverseStream" },
            { "bedrock.amazonaws.com", "InvokeAgent" },
            { "signin.amazonaws.com", "ConsoleLogin" },
            { "s3.amazonaws.com", "PutBucketLifecycle" },
            { "s3.amazonaws.com", "PutBucketEncryption" },
            { "lambda.amazonaws.com", "UpdateFunctionCode20150331v2" },
            { "cloudfront.amazonaws.com", "UpdateDistribution2020_05_31" },
            { "kms.amazonaws.com", "RotateKey" },
            { "organizations.amazonaws.com", "CreateAccountResult" },
            { "events.amazonaws.com", "DisableRule" },
            { "monitoring.amazonaws.com", "PutMetricAlarm" },
            { "states.amazonaws.com", "UpdateStateMachine" },
            { "scheduler.amazonaws.com", "DeleteSchedule" },
            { "account.amazonaws.com", "DisableRegion" },
            { "sso.amazonaws.com", "Federate" },
            { "s3.amazonaws.com", "JobCreated" },
            { "s3.amazonaws.com", "JobStatusChanged" },
            { "kms.amazonaws.com", "SynchronizeMultiRegionKey" },
            { "backup.amazonaws.com", "BackupJobStarted" },
            { "elasticfilesystem.amazonaws.com", "NewClientConnection" },
            { "ec2-instance-connect.amazonaws.com", "OpenTunnel" },
            { "acm-pca.amazonaws.com", "IssueCertificateDetails" },
            { "agreement-marketplace.amazonaws.com", "AcceptAgreementRequest" },
        };

    [Theory]
    [MemberData(nameof(Documented))]
    public void A_documented_name_is_known(string source, string name)
    {
        Assert.Null(EventNames.FaultOfSource(source));
        Assert.Null(EventNames.FaultOfName(name, [source]));
        Assert.Null(EventNames.FaultOfName(name.ToLowerInvariant(), [source]));
    }

    [Theory]
    [InlineData("iam.amazonaws.com", "PassRole")]
    [InlineData("sts.amazonaws.com", "TagSession")]
    [InlineData("lambda.amazonaws.com", "InvokeFunction")]
    [InlineData("kms.amazonaws.com", "ReEncryptFrom")]
    public void A_permission_that_is_no_call_is_not(string source, string name) => Assert.NotNull(EventNames.FaultOfName(name, [source]));

    [Fact]
    public void The_catalog_names_only_events_that_exist() => Assert.Empty(RuleLinter.Lint(RuleText.Catalog()).Findings);

    [Fact]
    public void A_long_hostile_name_is_judged_at_once() => Assert.NotNull(EventNames.FaultOfName(new string('A', 1_000_000), []));
}
