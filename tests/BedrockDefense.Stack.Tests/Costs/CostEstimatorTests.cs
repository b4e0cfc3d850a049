using System.Text.Json.Nodes;
using BedrockDefense.Stack.Costs;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Tests.Costs;

/// <summary>Estimates checked against sums done by hand from the list prices.</summary>
public sealed class CostEstimatorTests
{
    private static readonly Usage Large = new(
        Accounts: 1_000,
        Regions: 33,
        Events: 1_000_000_000,
        Forwarded: 1_000_000,
        Alerts: 1_000,
        Queries: 0
    );

    [Fact]
    public void An_hourly_reconciliation_of_33_000_places_costs_what_Scheduler_takes_beyond_its_allowance_and_is_forwarded()
    {
        var estimate = CostEstimator.Of(
            Stack(Template("""{"S":{"Type":"AWS::Scheduler::Schedule","Properties":{"ScheduleExpression":"rate(1 hour)"}}}""")),
            Large
        );

        // 1,000 x 33 x 730 = 24,090,000 runs; 14,000,000 are free; a dollar a million.
        Assert.Equal((24_090_000m, 10.09m), Line(estimate, "Schedules"));
        // Each run causes two events, and there is one million more.
        Assert.Equal((49_180_000m, 49.18m), Line(estimate, "Events forwarded"));
    }

    [Theory]
    [InlineData("rate(15 minutes)", 4)]
    [InlineData("rate(1 hour)", 1)]
    [InlineData("rate(12 hours)", 1.0 / 12)]
    [InlineData("rate(1 day)", 1.0 / 24)]
    public void A_rate_is_counted_by_the_hour(string expression, double runsPerHour)
    {
        var template = new JsonObject
        {
            ["S"] = new JsonObject
            {
                ["Type"] = "AWS::Scheduler::Schedule",
                ["Properties"] = new JsonObject { ["ScheduleExpression"] = expression },
            },
        };

        var (units, _) = Line(CostEstimator.Of(Stack(Template(template.ToJsonString())), Large), "Schedules");

        Assert.Equal((decimal)Math.Round(24_090_000 * runsPerHour), decimal.Round(units));
    }

    [Fact]
    public void A_schedule_that_is_no_rate_is_refused() =>
        Assert.Contains(
            "write it as a rate",
            Assert
                .Throws<InvalidInputException>(() =>
                    CostEstimator.Of(
                        Stack(
                            Template(
                                """{"S":{"Type":"AWS::Scheduler::Schedule","Properties":{"ScheduleExpression":"cron(0 * * * ? *)"}}}"""
                            )
                        ),
                        Large
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_trail_pays_for_its_files_and_warns_of_a_second_copy()
    {
        var estimate = CostEstimator.Of(
            Stack(
                Declared("aws:cloudtrail/trail:Trail", "{}"),
                Declared("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", """{"rules":[{"expiration":{"days":300}}]}""")
            ),
            Large
        );

        // 1,000 x 33 x 12 x 730 = 289,080,000 files at $0.005 a thousand; a billion records of 150 bytes, ten months of them.
        Assert.Equal((289_080_000m, 1_445.40m), Line(estimate, "Log files"));
        Assert.Equal((1_500m, 34.50m), Line(estimate, "Keeping them for 300 days"));
        Assert.Contains(estimate.Traps, trap => trap.Contains("$20,000.00 more", StringComparison.Ordinal));
    }

    [Fact]
    public void The_results_of_queries_do_not_change_how_long_the_trail_keeps_its_files()
    {
        var estimate = CostEstimator.Of(
            Stack(
                Declared("aws:cloudtrail/trail:Trail", """{"s3BucketName":"trail"}"""),
                Declared(
                    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
                    """{"bucket":"trail","rules":[{"expiration":{"days":300}}]}""",
                    "trail"
                ),
                Declared(
                    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
                    """{"bucket":"results","rules":[{"expiration":{"days":3000}}]}""",
                    "results"
                )
            ),
            Large
        );

        Assert.Equal(1_500m, Line(estimate, "Keeping them for 300 days").Units);
    }

    [Fact]
    public void A_stack_without_a_table_warns_of_no_saved_query() =>
        Assert.DoesNotContain(CostEstimator.Of(Stack(), Large).Traps, trap => trap.Contains("saved query", StringComparison.Ordinal));

    [Fact]
    public void Fewer_events_than_deliveries_make_no_more_files_than_events()
    {
        var estimate = CostEstimator.Of(
            Stack(
                Declared("aws:cloudtrail/trail:Trail", "{}"),
                Declared("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", """{"rules":[{}]}""")
            ),
            Large with
            {
                Events = 5,
            }
        );

        Assert.Equal(5m, Line(estimate, "Log files").Units);
    }

    [Fact]
    public void A_reused_trail_costs_nothing_and_warns_of_nothing()
    {
        var estimate = CostEstimator.Of(Stack(), Large);

        Assert.DoesNotContain(estimate.Lines, line => line.What.StartsWith("Log files", StringComparison.Ordinal));
        Assert.DoesNotContain(estimate.Traps, trap => trap.Contains("second copy", StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_of_a_template_are_paid_in_every_account_and_Region()
    {
        var estimate = CostEstimator.Of(
            Stack(Declared("aws:kms/key:Key", "{}"), Template("""{"K":{"Type":"AWS::KMS::Key","Properties":{}}}""")),
            Large
        );

        Assert.Equal((32_968m, 32_968m), Line(estimate, "Customer-managed keys"));
        Assert.Contains(estimate.Traps, trap => trap.Contains("$33,000.00", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_mailbox_may_get_every_finding()
    {
        var estimate = CostEstimator.Of(
            Stack(
                Declared("aws:sns/topicSubscription:TopicSubscription", """{"protocol":"email"}""", "a"),
                Declared("aws:sns/topicSubscription:TopicSubscription", """{"protocol":"email-json"}""", "b"),
                Declared("aws:sns/topicSubscription:TopicSubscription", """{"protocol":"https"}""", "c"),
                Declared("aws:sns/topicSubscription:TopicSubscription", """{"protocol":"sms"}""", "d")
            ),
            Large with
            {
                Alerts = 100_000,
            }
        );

        Assert.Equal((200_000m, 4m), Line(estimate, "E-mails"));
        Assert.Equal((100_000m, 0.06m), Line(estimate, "HTTPS"));
        Assert.Equal((200_000m, 0.10m), Line(estimate, "Findings published"));
        Assert.Contains(estimate.Traps, trap => trap.StartsWith("Text messages", StringComparison.Ordinal));
    }

    [Fact]
    public void The_total_is_the_sum_of_the_lines()
    {
        var estimate = CostEstimator.Of(Stack(Declared("aws:kms/key:Key", "{}")), Large);

        Assert.Equal(estimate.Lines.Sum(line => line.Dollars), estimate.Total);
        Assert.True(estimate.Total > 0);
    }

    private static (decimal Units, decimal Dollars) Line(CostEstimate estimate, string what)
    {
        var line = Assert.Single(estimate.Lines, line => line.What.StartsWith(what, StringComparison.Ordinal));
        return (line.Units, line.Dollars);
    }

    private static StackDeclaration Stack(params DeclaredResource[] resources) =>
        new("eu-central-1", SampleOrganization.Default, "arn:aws:cloudtrail:eu-central-1:999999999999:trail/t", "Audit.", resources);

    private static DeclaredResource Template(string resources) =>
        Declared(
            "aws:cloudformation/stackSet:StackSet",
            new JsonObject { ["templateBody"] = $$"""{"Resources":{{resources}}}""" }.ToJsonString()
        );

    private static DeclaredResource Declared(string type, string inputs, string name = "x") =>
        new(type, name, ResourceRelations.None, name, null, JsonNode.Parse(inputs)!.AsObject());
}
