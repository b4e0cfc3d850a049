using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.EventBridge;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal.Simulation;

namespace BedrockDefense.Stack.Tests.Rehearsal;

/// <summary>
/// Tests which events of which accounts and Regions a forwarder sends to the central bus, and the message about the others.
/// </summary>
public sealed class StandingForwardersTests
{
    private const string Management = "999999999999";
    private const string Member = "111122223333";
    private const string CentralBus = $"arn:aws:events:eu-central-1:{Management}:event-bus/bedrock-defense";

    private readonly SimulatedAws _aws = new(
        new SampleOrganization("o-exampleorg", "r-exam", Management, "ou-exam-workload", Member),
        "aws"
    );

    public StandingForwardersTests()
    {
        _aws.Buses.Add(CentralBus);
        Stand(Member, "us-east-1");
        Stand(Member, "eu-central-1");
        Stand(Management, "us-west-2");
    }

    [Fact]
    public void An_event_of_a_member_goes_on_where_a_forwarder_stands()
    {
        Assert.Null(Missing(Event(Member, "eu-central-1")));
        Assert.Null(Missing(Event(Member, "us-east-1")));
    }

    [Fact]
    public void Where_none_stands_the_Regions_are_named_in_which_the_account_has_one()
    {
        Assert.Equal("no forwarder stands in sa-east-1; they stand in eu-central-1, us-east-1", Missing(Event(Member, "sa-east-1")));
        Assert.Equal("no forwarder stands in us-west-2; they stand in eu-central-1, us-east-1", Missing(Event(Member, "us-west-2")));
    }

    [Fact]
    public void An_account_with_forwarders_of_its_own_is_judged_by_those()
    {
        Assert.Null(Missing(Event(Management, "us-west-2")));
        Assert.Equal("no forwarder stands in eu-central-1; they stand in us-west-2", Missing(Event(Management, "eu-central-1")));
    }

    [Fact]
    public void An_account_that_is_none_of_the_stack_s_or_not_named_is_taken_for_a_member()
    {
        Assert.All(["444455556666", null], account => Assert.Null(Missing(Event(account, "eu-central-1"))));
        Assert.All(
            ["444455556666", null],
            account =>
                Assert.Equal(
                    "no forwarder stands in us-west-2; they stand in eu-central-1, us-east-1",
                    Missing(Event(account, "us-west-2"))
                )
        );
        Assert.Null(Missing(Event(JsonValue.Create(111122223333), "eu-central-1")));
    }

    [Fact]
    public void An_event_that_names_no_Region_cannot_be_placed() =>
        Assert.All(
            (JsonNode?[])[null, JsonValue.Create(1)],
            region =>
                Assert.Equal(
                    "the event names no Region (awsRegion), so that nothing tells whether a forwarder stands there",
                    Missing(Event(Member, region))
                )
        );

    [Theory]
    [InlineData("bedrock-defense")]
    [InlineData("aws")]
    [InlineData("awsome.source")]
    [InlineData("AWS.bedrock")]
    public void Only_what_comes_from_AWS_needs_a_forwarder(string source)
    {
        var @event = JsonSerializer.SerializeToElement(new JsonObject { ["source"] = source, ["detail"] = new JsonObject() });

        Assert.Null(Missing(@event));
    }

    [Fact]
    public void What_no_forwarder_s_pattern_matches_goes_no_further()
    {
        Assert.Equal(
            "the forwarder in eu-central-1 does not let this event through",
            Missing(Event(Member, "eu-central-1", name: "InvokeModel"))
        );

        Stand(Member, "eu-central-1", "InvokeModel");

        Assert.Null(Missing(Event(Member, "eu-central-1", name: "InvokeModel")));
        Assert.Null(Missing(Event(Member, "eu-central-1")));
        Assert.Equal(
            "the forwarder in us-east-1 does not let this event through",
            Missing(Event(Member, "us-east-1", name: "InvokeModel"))
        );
    }

    [Theory]
    [InlineData("ENABLED", false, true)]
    [InlineData("ENABLED", true, false)]
    [InlineData("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", true, true)]
    [InlineData("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", false, true)]
    [InlineData("DISABLED", false, false)]
    public void A_forwarder_lets_through_what_its_state_shows_it(string state, bool isReadOnly, bool isForwarded)
    {
        Stand(Member, "eu-west-1", state: state);

        Assert.Equal(
            isForwarded ? null : "the forwarder in eu-west-1 does not let this event through",
            Missing(Event(Member, "eu-west-1", isReadOnly: isReadOnly))
        );
    }

    [Fact]
    public void Only_rules_of_a_default_bus_that_send_to_a_bus_of_the_stack_are_forwarders()
    {
        Stand(Member, "eu-west-1", target: $"arn:aws:sqs:eu-west-1:{Member}:queue");
        Stand(Member, "eu-west-2", bus: "bedrock-defense");
        Stand(Member, "eu-west-3", bus: "not-default");
        Stand(Member, "eu-north-1", target: null);

        Assert.All(
            ["eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1"],
            region =>
                Assert.Equal($"no forwarder stands in {region}; they stand in eu-central-1, us-east-1", Missing(Event(Member, region)))
        );
    }

    [Fact]
    public void A_forwarder_may_have_other_targets_besides()
    {
        Stand(Member, "eu-west-1", target: $"arn:aws:sqs:eu-west-1:{Member}:queue");
        _aws.Rules.Values.Last().Targets.Add(new SimulatedTarget("bus", CentralBus, null, null, null));

        Assert.Null(Missing(Event(Member, "eu-west-1")));
    }

    [Fact]
    public void Where_no_forwarder_stands_at_all_that_is_said()
    {
        _aws.Rules.Clear();

        Assert.Equal("no forwarder stands in eu-central-1, nor in any other Region", Missing(Event(Member, "eu-central-1")));
    }

    private string? Missing(JsonElement @event) => new StandingForwarders(_aws).ExplainMissing(@event);

    private void Stand(
        string account,
        string region,
        string name = "DeleteGuardrail",
        string state = "ENABLED",
        string bus = "default",
        string? target = CentralBus
    )
    {
        var arn = $"arn:aws:events:{region}:{account}:rule/forwarder-{_aws.Rules.Count}";
        var rule = new SimulatedRule(
            arn,
            $"forwarder-{_aws.Rules.Count}",
            $"arn:aws:events:{region}:{account}:event-bus/{bus}",
            EventPattern.Parse($$$"""{"source":["aws.bedrock"],"detail":{"eventName":["{{{name}}}"]}}"""),
            state
        );
        if (target is not null)
        {
            rule.Targets.Add(new SimulatedTarget("target", target, null, null, null));
        }

        _aws.Rules.Add(arn, rule);
    }

    private static JsonElement Event(JsonNode? account, JsonNode? region, string name = "DeleteGuardrail", bool isReadOnly = false) =>
        JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["source"] = "aws.bedrock",
                ["account"] = account,
                ["region"] = region,
                ["detail"] = new JsonObject
                {
                    ["eventName"] = name,
                    ["readOnly"] = isReadOnly,
                    ["managementEvent"] = true,
                },
            }
        );
}
