using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;
using Pulumi;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>The organization trail, its bucket and its key.</summary>
[Collection("console")]
public sealed class TrailTests
{
    private const string Trail = "arn:aws:cloudtrail:eu-central-1:999999999999:trail/bedrock-defense";
    private const string Selectors = "stack/trail-selectors.json";
    private const string Bucket = "arn:aws:s3:::bedrock-defense-trail-0a1b2c3";

    [Fact]
    public async Task The_trail_logs_every_account_and_Region_and_is_validated_and_encrypted()
    {
        var stack = await Stacks.SampleAsync();
        var trail = stack.Find("cloudtrail/trail bedrock-defense");

        Assert.All(
            ["isOrganizationTrail", "isMultiRegionTrail", "includeGlobalServiceEvents", "enableLogFileValidation", "enableLogging"],
            (string flag) => Assert.True(trail.Inputs[flag]!.GetValue<bool>(), flag)
        );
        Assert.Equal(stack.Find("kms/key bedrock-defense-trail").Arn, trail.Text("kmsKeyId"));
        Assert.Equal(stack.Find("s3/bucket bedrock-defense-trail").Id, trail.Text("s3BucketName"));
        // With explicit selectors, management events could be logged a second time, or not at all.
        Assert.DoesNotContain(trail.Inputs, input => input.Key.Contains("Selector", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_policies_name_the_trail_that_will_be_created()
    {
        var stack = await Stacks.SampleAsync();

        Assert.Equal("bedrock-defense", stack.Find("cloudtrail/trail bedrock-defense").Text("name"));
        Assert.Equal(Trail, stack.Find("cloudtrail/trail bedrock-defense").Arn);
        Assert.Equal(Trail, stack.TrailArn);
        Assert.All(
            stack
                .Find("s3/bucketPolicy bedrock-defense-trail")
                .Statements("policy")
                .Concat(stack.Find("kms/key bedrock-defense-trail").Statements("policy"))
                .Where(statement => statement["Principal"] is JsonObject principal && principal.ContainsKey("Service")),
            statement => Assert.Equal(Trail, statement["Condition"]!["StringEquals"]!["aws:SourceArn"]!.GetValue<string>())
        );
    }

    [Fact]
    public async Task The_bucket_policy_has_both_paths_of_an_organization_trail()
    {
        var policy = (await Stacks.SampleAsync()).Find("s3/bucketPolicy bedrock-defense-trail");

        var write = Assert.Single(policy.Statements("policy"), statement => statement["Action"]!.ToJsonString() == "\"s3:PutObject\"");

        Assert.Equal(
            [$"{Bucket}/AWSLogs/999999999999/*", $"{Bucket}/AWSLogs/o-exampleorgid/*"],
            write["Resource"]!.AsArray().Select(resource => resource!.GetValue<string>())
        );
    }

    [Fact]
    public async Task The_bucket_is_locked_versioned_encrypted_and_private()
    {
        var stack = await Stacks.SampleAsync();

        Assert.True(stack.Find("s3/bucket bedrock-defense-trail").Inputs["objectLockEnabled"]!.GetValue<bool>());
        Assert.Equal("""{"status":"Enabled"}""", Input("bucketVersioning", "versioningConfiguration"));
        Assert.Equal("""{"objectOwnership":"BucketOwnerEnforced"}""", Input("bucketOwnershipControls", "rule"));
        Assert.Contains("\"aws:kms\"", Input("bucketServerSideEncryptionConfiguration", "rules"), StringComparison.Ordinal);
        Assert.Contains(
            stack.Find("kms/key bedrock-defense-trail").Arn!,
            Input("bucketServerSideEncryptionConfiguration", "rules"),
            StringComparison.Ordinal
        );
        // With a bucket key, one KMS request serves many files that are read.
        Assert.Contains("\"bucketKeyEnabled\":true", Input("bucketServerSideEncryptionConfiguration", "rules"), StringComparison.Ordinal);
        Assert.All(
            ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"],
            (string flag) => Assert.Equal("true", Input("bucketPublicAccessBlock", flag))
        );
        Assert.All(
            stack.Resources.Where(resource =>
                resource.Type.StartsWith("aws:s3/bucket", StringComparison.Ordinal) && resource.Inputs.ContainsKey("bucket")
            ),
            companion => Assert.Equal(stack.Find($"s3/bucket {companion.Name}").Id, companion.Text("bucket"))
        );

        string Input(string companion, string input) => stack.Find($"s3/{companion} bedrock-defense-trail").Inputs[input]!.ToJsonString();
    }

    [Theory]
    [InlineData("""{}""", "GOVERNANCE", 365)]
    [InlineData("""{"retentionDays":2555,"retentionMode":"compliance"}""", "COMPLIANCE", 2555)]
    [InlineData("""{"retentionDays":1}""", "GOVERNANCE", 1)]
    public async Task Log_files_are_locked_for_the_retention_and_expire_after_it(string setting, string mode, int days)
    {
        var stack = await Stacks.WithAsync(("trail", setting));

        var retention = stack.Find("s3/bucketObjectLockConfiguration bedrock-defense-trail").Inputs["rule"]!["defaultRetention"]!;
        var lifecycle = stack.Find("s3/bucketLifecycleConfiguration bedrock-defense-trail").Inputs["rules"]![0]!;

        Assert.Equal(mode, retention["mode"]!.GetValue<string>());
        Assert.Equal(days, retention["days"]!.GetValue<double>());
        Assert.True(lifecycle["expiration"]!["days"]!.GetValue<double>() > days);
    }

    [Fact]
    public async Task Evidence_outlives_the_stack()
    {
        var stack = await Stacks.SampleAsync();

        Assert.True(stack.Find("s3/bucket bedrock-defense-trail").Options.RetainOnDelete);
        Assert.True(stack.Find("kms/key bedrock-defense-trail").Options.RetainOnDelete);
    }

    [Fact]
    public async Task The_trail_waits_for_all_that_its_bucket_needs()
    {
        var stack = await Stacks.SampleAsync();

        var before = stack.Before(stack.Find("cloudtrail/trail bedrock-defense"));

        Assert.Superset(
            new HashSet<string>
            {
                "s3/bucketPolicy bedrock-defense-trail",
                "s3/bucketPublicAccessBlock bedrock-defense-trail",
                "s3/bucketServerSideEncryptionConfiguration bedrock-defense-trail",
                "s3/bucketObjectLockConfiguration bedrock-defense-trail",
                "s3/bucketVersioning bedrock-defense-trail",
            },
            new HashSet<string>(before)
        );
    }

    public static TheoryData<string> SelectorNames => Repository.Names(Selectors);

    [Fact]
    public async Task Reusing_a_trail_creates_no_trail_bucket_or_key()
    {
        const string existing = "arn:aws:cloudtrail:eu-west-1:999999999999:trail/organization";

        var stack = await Stacks.WithAsync(("trail", $$"""{"reuse":"{{existing}}"}"""));

        Assert.Equal(existing, stack.TrailArn);
        Assert.DoesNotContain(
            stack.Resources,
            resource =>
                resource.Type.StartsWith("aws:s3/", StringComparison.Ordinal)
                || resource.Type.StartsWith("aws:cloudtrail/", StringComparison.Ordinal)
        );
        Assert.Equal("bedrock-defense-alerts", Assert.Single(stack.All("kms/key")).Name);
    }

    [Theory]
    [InlineData(
        "isMultiRegionTrail",
        "it logs one Region only: aws cloudtrail update-trail --name arn:aws:cloudtrail:eu-west-1:999999999999:trail/t-1 "
            + "--is-multi-region-trail --region eu-west-1"
    )]
    [InlineData(
        "isOrganizationTrail",
        "it is no organization trail: aws cloudtrail update-trail --name "
            + "arn:aws:cloudtrail:eu-west-1:999999999999:trail/t-1 --is-organization-trail --region eu-west-1"
    )]
    [InlineData(
        "enableLogging",
        "it is stopped: aws cloudtrail start-logging --name arn:aws:cloudtrail:eu-west-1:999999999999:trail/t-1 --region eu-west-1"
    )]
    public async Task A_trail_that_would_leave_the_detections_blind_is_not_reused(string flag, string fault)
    {
        var trail = new Dictionary<string, object>
        {
            ["isMultiRegionTrail"] = true,
            ["isOrganizationTrail"] = true,
            ["enableLogging"] = true,
            [flag] = false,
        };
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: true) { ExistingTrail = trail };

        var error = await Assert.ThrowsAsync<RunException>(() =>
            Stacks.RenderAsync(
                Stacks.With(("trail", """{"reuse":"arn:aws:cloudtrail:eu-west-1:999999999999:trail/t-1"}""")),
                isPreview: true,
                aws
            )
        );

        Assert.Equal($"The trail arn:aws:cloudtrail:eu-west-1:999999999999:trail/t-1 cannot be reused:\n  - {fault}", error.Message);
    }

    [Theory]
    [MemberData(nameof(SelectorNames))]
    public async Task Of_a_trail_to_reuse_it_is_told_that(string name)
    {
        var one = Repository.Find<SelectorCase>(Selectors, name);
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: false)
        {
            ExistingTrail = new Dictionary<string, object>
            {
                ["isMultiRegionTrail"] = true,
                ["isOrganizationTrail"] = true,
                ["enableLogging"] = true,
                ["s3BucketName"] = "organization-logs",
                ["eventSelectors"] = State(one.EventSelectors ?? []),
                ["advancedEventSelectors"] = State(one.AdvancedEventSelectors ?? []),
            },
        };
        var config = Stacks.With(("trail", """{"reuse":"arn:aws:cloudtrail:eu-west-1:999999999999:trail/t-1"}"""));

        var error = await Record.ExceptionAsync(() => Stacks.RenderAsync(config, isPreview: false, aws));

        var said = error is null ? [] : Assert.IsType<RunException>(error).Message.Split('\n').Skip(1).ToList();
        Assert.Equal(one.Faults.Count, said.Count);
        Assert.All(
            one.Faults.Zip(said),
            pair =>
            {
                Assert.All(pair.First, part => Assert.Contains(part, pair.Second, StringComparison.Ordinal));
                Assert.EndsWith(
                    "aws cloudtrail get-event-selectors --trail-name arn:aws:cloudtrail:eu-west-1:999999999999:trail/t-1 "
                        + "--region eu-west-1",
                    pair.Second,
                    StringComparison.Ordinal
                );
            }
        );
    }

    private static object State(JsonNode node) =>
        node switch
        {
            JsonArray list => list.Select(item => State(item!)).ToImmutableArray(),
            JsonObject map => map.ToImmutableDictionary(member => member.Key, member => State(member.Value!)),
            JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
            _ => node.GetValue<string>(),
        };

    internal sealed record SelectorCase(
        IReadOnlyList<IReadOnlyList<string>> Faults,
        JsonArray? EventSelectors,
        JsonArray? AdvancedEventSelectors
    );
}
