using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>The table over the trail, the workgroup and its saved queries.</summary>
[Collection("console")]
public sealed class HuntingTests
{
    private const string ReusedTrail = """{"reuse":"arn:aws:cloudtrail:eu-central-1:999999999999:trail/organization"}""";

    [Fact]
    public async Task Every_detection_and_hunt_and_all_detections_together_have_a_saved_query_over_the_table()
    {
        var stack = await Stacks.SampleAsync();

        Assert.Equal(
            Catalog
                .Detection.All.Select(detection => detection.Id)
                .Concat(Catalog.Hunt.All.Select(hunt => hunt.Id))
                .Append("all-detections")
                .Order(StringComparer.Ordinal),
            stack.All("athena/namedQuery").Select(query => query.Text("name")).Order(StringComparer.Ordinal)
        );
        Assert.All(
            stack.All("athena/namedQuery"),
            query =>
            {
                Assert.Equal("bedrock_defense", query.Text("database"));
                Assert.Equal("bedrock-defense", query.Text("workgroup"));
                Assert.Contains("FROM bedrock_defense.cloudtrail\n", query.Text("query"), StringComparison.Ordinal);
                // Athena API Reference, "CreateNamedQuery".
                Assert.InRange(query.Text("name")!.Length, 1, 128);
                Assert.InRange(query.Text("description")!.Length, 1, 1_024);
            }
        );
    }

    [Fact]
    public async Task A_saved_query_looks_one_day_back_and_says_where_to_change_that() =>
        Assert.All(
            (await Stacks.SampleAsync()).All("athena/namedQuery"),
            query =>
            {
                Assert.Contains(
                    "WHERE day >= date_format(current_date - INTERVAL '1' DAY, '%Y/%m/%d')",
                    query.Text("query"),
                    StringComparison.Ordinal
                );
                Assert.Contains("-- INTERVAL says how many days before today it looks at.", query.Text("query"), StringComparison.Ordinal);
            }
        );

    [Fact]
    public async Task The_saved_queries_exempt_the_administrators_of_the_settings() =>
        Assert.Contains(
            "'arn:aws:iam::%:role/BedrockLoggingAdmin'",
            (await Stacks.SampleAsync()).Find("athena/namedQuery bedrock-logging-deletion-by-non-admin").Text("query"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task The_table_computes_its_partitions_from_the_paths_of_the_organization_trail()
    {
        var table = (await Stacks.SampleAsync()).Find("glue/catalogTable bedrock-defense-hunts");

        var parameters = table.Inputs["parameters"]!;
        Assert.Equal(
            "s3://bedrock-defense-trail-0a1b2c3/AWSLogs/o-exampleorgid/${account}/CloudTrail/${region}/${day}/",
            parameters["storage.location.template"]!.GetValue<string>()
        );
        Assert.Equal(
            "s3://bedrock-defense-trail-0a1b2c3/AWSLogs/o-exampleorgid/",
            table.Inputs["storageDescriptor"]!["location"]!.GetValue<string>()
        );
        Assert.Equal("true", parameters["projection.enabled"]!.GetValue<string>());
        Assert.Equal(
            ["account", "region", "day"],
            table.Inputs["partitionKeys"]!.AsArray().Select(key => key!["name"]!.GetValue<string>())
        );
        // The table has all accounts of the organization, and also the Regions that are not governed.
        Assert.Superset(
            new HashSet<string>(["100000000000", .. SampleOrganization.Default.MemberAccountIds]),
            new HashSet<string>(parameters["projection.account.values"]!.GetValue<string>().Split(','))
        );
        Assert.Superset(
            new HashSet<string>(["eu-central-1", "us-east-1", "sa-east-1", "me-south-1"]),
            new HashSet<string>(parameters["projection.region.values"]!.GetValue<string>().Split(','))
        );
        Assert.Equal("NOW-368DAYS,NOW", parameters["projection.day.range"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{}", 100_000_000_000)]
    [InlineData("""{"scanLimitGigabytes":5000}""", 5_000_000_000_000)]
    public async Task A_query_scans_no_more_than_the_workgroup_allows(string hunting, long bytes)
    {
        var workgroup = (await Stacks.WithAsync(("hunting", hunting))).Find("athena/workgroup bedrock-defense");

        var configuration = workgroup.Inputs["configuration"]!;
        Assert.Equal(bytes, configuration["bytesScannedCutoffPerQuery"]!.GetValue<double>());
        Assert.True(configuration["enforceWorkgroupConfiguration"]!.GetValue<bool>());
        Assert.Equal("Athena engine version 3", configuration["engineVersion"]!["selectedEngineVersion"]!.GetValue<string>());
        Assert.Equal("bedrock-defense", workgroup.Text("name"));
        Assert.True(workgroup.Inputs["forceDestroy"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Results_are_encrypted_private_and_expire()
    {
        var stack = await Stacks.WithAsync(("hunting", """{"resultsRetentionDays":7}"""));

        var result = stack.Find("athena/workgroup bedrock-defense").Inputs["configuration"]!["resultConfiguration"]!;
        Assert.Equal("SSE_S3", result["encryptionConfiguration"]!["encryptionOption"]!.GetValue<string>());
        Assert.Equal("s3://bedrock-defense-hunts-0a1b2c3/", result["outputLocation"]!.GetValue<string>());
        Assert.Equal("999999999999", result["expectedBucketOwner"]!.GetValue<string>());
        Assert.All(
            ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"],
            (string flag) => Assert.True(stack.Find("s3/bucketPublicAccessBlock bedrock-defense-hunts").Inputs[flag]!.GetValue<bool>())
        );
        Assert.Equal(
            7,
            stack.Find("s3/bucketLifecycleConfiguration bedrock-defense-hunts").Inputs["rules"]![0]!["expiration"]![
                "days"
            ]!.GetValue<double>()
        );
        Assert.Contains("s3/bucketPolicy bedrock-defense-hunts", stack.Before(stack.Find("athena/workgroup bedrock-defense")));
    }

    [Fact]
    public async Task Everything_is_in_the_account_of_the_bucket_so_that_no_other_reads_the_logs()
    {
        var stack = await Stacks.RenderAsync(Stacks.SeparateAccounts);

        Assert.All(stack.Resources.Where(IsHunting), resource => Assert.Equal(Stacks.LogArchiveAccount, resource.ProviderAccountId));
        Assert.Equal(
            Stacks.LogArchiveAccount,
            stack.Find("athena/workgroup bedrock-defense").Inputs["configuration"]!["resultConfiguration"]![
                "expectedBucketOwner"
            ]!.GetValue<string>()
        );
    }

    [Theory]
    [InlineData("hunting", """{"enabled":false}""")]
    [InlineData("trail", ReusedTrail)]
    public async Task Nothing_is_created_where_it_is_switched_off_or_the_trail_is_another_s(string setting, string value)
    {
        var stack = await Stacks.WithAsync((setting, value));

        Assert.DoesNotContain(stack.Resources, IsHunting);
    }

    [Fact]
    public async Task A_reused_trail_can_be_searched_where_it_keeps_its_logs()
    {
        var stack = await Stacks.WithAsync(("trail", ReusedTrail), ("hunting", """{"enabled":true}"""));

        Assert.Equal(
            "s3://organization-logs/AWSLogs/o-exampleorgid/",
            stack.Find("glue/catalogTable bedrock-defense-hunts").Inputs["storageDescriptor"]!["location"]!.GetValue<string>()
        );
        Assert.Equal("s3/bucket bedrock-defense-hunts", Assert.Single(stack.All("s3/bucket")).Title());
    }

    [Fact]
    public async Task The_prefix_of_a_reused_trail_is_part_of_the_place()
    {
        var trail = new Dictionary<string, object>
        {
            ["isMultiRegionTrail"] = true,
            ["isOrganizationTrail"] = true,
            ["enableLogging"] = true,
            ["s3BucketName"] = "logs",
            ["s3KeyPrefix"] = "all/trails",
        };
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: false) { ExistingTrail = trail };

        var stack = await Stacks.RenderAsync(
            Stacks.With(("trail", ReusedTrail), ("hunting", """{"enabled":true}""")),
            isPreview: false,
            aws
        );

        Assert.Equal(
            "s3://logs/all/trails/AWSLogs/o-exampleorgid/",
            stack.Find("glue/catalogTable bedrock-defense-hunts").Inputs["storageDescriptor"]!["location"]!.GetValue<string>()
        );
    }

    private static bool IsHunting(DeclaredResource resource) =>
        resource.Type.StartsWith("aws:athena/", StringComparison.Ordinal)
        || resource.Type.StartsWith("aws:glue/", StringComparison.Ordinal)
        || resource.Name == "bedrock-defense-hunts";
}
