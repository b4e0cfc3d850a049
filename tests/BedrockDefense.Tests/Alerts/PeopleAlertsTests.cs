using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.Catalog;
using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;
using BedrockDefense.Tests.Sigma;
using BedrockDefense.Tests.Sigma.Differential;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace BedrockDefense.Tests.Alerts;

/// <summary>Each attempt leads to one message. Tests which detections share a message, and that nobody loses one.</summary>
public sealed class PeopleAlertsTests
{
    private static readonly Lazy<IReadOnlyList<CompiledDetection>> Compiled = new(() =>
        [.. Detection.All.Select(detection => Compile(detection, detection.Rule.Expand(DetectionCaseFile.Load(detection.Id).Placeholders)))]
    );

    private static readonly Lazy<IReadOnlyList<JsonElement>> Records = new(() =>
        [.. DetectionCaseFile.Ids.SelectMany(id => DetectionCaseFile.Load(id).Cases).Select(@case => @case.Record)]
    );

    [Fact]
    public void A_deletion_by_a_non_admin_is_told_with_the_deletion()
    {
        var people = PeopleAlerts.Of(Compiled.Value);

        var folded = Assert.Single(people.All, alert => alert.Detection.Id == "bedrock-logging-deletion-by-non-admin");
        Assert.Equal(["bedrock-logging-deletion"], folded.WiderDetections.Select(wider => wider.Id));
        Assert.Equal(SigmaLevel.High, folded.Level);
        Assert.Contains("bedrock-logging-deletion", people.All.Where(HasMessagesOfItsOwn).Select(alert => alert.Detection.Id));
        Assert.Contains(
            "bedrock-logging-deletion-by-non-admin is always also bedrock-logging-deletion: people get one message, to "
                + "high, which names both",
            people.Remarks
        );
    }

    [Fact]
    public void No_detection_is_told_with_another_that_some_case_record_does_not_fire()
    {
        var evaluators = Compiled.Value.ToDictionary(one => one.Detection.Id, one => new SigmaEvaluator(one.Rule));

        Assert.All(
            PeopleAlerts.Of(Compiled.Value).All.Where(alert => alert.WiderDetections.Count > 0),
            alert =>
                Assert.All(
                    Records.Value.Where(record => evaluators[alert.Detection.Id].Match(record).IsMatch),
                    record => Assert.All(alert.WiderDetections, wider => Assert.True(evaluators[wider.Id].Match(record).IsMatch))
                )
        );
    }

    [Fact]
    public void On_every_case_record_each_detection_that_fires_is_named_in_exactly_one_message()
    {
        Assert.InRange(RequireEachNamedOnce(Compiled.Value, Records.Value), 100, int.MaxValue);
    }

    [Theory]
    [InlineData("low", "medium", true)]
    [InlineData("medium", "medium", true)]
    [InlineData("high", "medium", false)]
    public void Only_an_equal_or_higher_level_speaks_for_a_detection(string narrow, string wide, bool isFolded)
    {
        var alerts = PeopleAlerts
            .Of([
                Rule(
                    "narrow",
                    narrow,
                    "    eventSource: bedrock.amazonaws.com\n    eventName: DeleteGuardrail\n    errorCode|exists: false"
                ),
                Rule("wide", wide, "    eventSource: bedrock.amazonaws.com\n    eventName: [DeleteGuardrail, UpdateGuardrail]"),
            ])
            .All;

        Assert.Equal(isFolded ? ["wide"] : [], alerts[0].WiderDetections.Select(wider => wider.Id));
        Assert.Equal(isFolded, HasMessagesOfItsOwn(alerts[1]));
    }

    [Fact]
    public void Of_three_that_are_within_each_other_the_narrowest_names_all()
    {
        CompiledDetection[] detections =
        [
            Rule(
                "a",
                "low",
                "    eventSource: bedrock.amazonaws.com\n    eventName: DeleteGuardrail\n    errorCode|exists: false\n    "
                    + "userIdentity.type|cased: Root"
            ),
            Rule("b", "medium", "    eventSource: bedrock.amazonaws.com\n    eventName: DeleteGuardrail\n    errorCode|exists: false"),
            Rule("c", "high", "    eventSource: bedrock.amazonaws.com\n    eventName: DeleteGuardrail"),
        ];

        var people = PeopleAlerts.Of(detections);

        Assert.Equal(["b", "c"], people.All[0].WiderDetections.Select(wider => wider.Id));
        Assert.Equal(SigmaLevel.High, people.All[0].Level);
        Assert.Equal(["c"], people.All[1].WiderDetections.Select(wider => wider.Id));
        Assert.Equal(10, RequireEachNamedOnce(detections, Variants("DeleteGuardrail")));
    }

    [Fact]
    public void Where_an_event_pattern_cannot_leave_the_narrower_ones_events_out_people_get_both()
    {
        // The resource may be any element of a list, and a pattern cannot negate an element of a list.
        var people = PeopleAlerts.Of([
            Rule(
                "narrow",
                "low",
                "    eventSource: bedrock.amazonaws.com\n    eventName: DeleteGuardrail\n    requestParameters.names: prod"
            ),
            Rule("wide", "high", "    eventSource: bedrock.amazonaws.com\n    eventName: DeleteGuardrail"),
        ]);

        Assert.All(people.All, alert => Assert.True(alert.WiderDetections.Count == 0 && !HasMessagesOfItsOwn(alert)));
        Assert.StartsWith(
            "narrow is always also wide, but people get two messages: requestParameters.names may be a list",
            Assert.Single(people.Remarks),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Where_the_rest_of_the_wider_ones_events_arrives_under_another_source_people_get_both()
    {
        var people = PeopleAlerts.Of([
            Rule("narrow", "low", "    eventSource: bedrock.amazonaws.com\n    eventName: [DeleteGuardrail, DeleteTopic]"),
            Rule(
                "wide",
                "high",
                "    eventSource: [bedrock.amazonaws.com, sns.amazonaws.com]\n    eventName: [DeleteGuardrail, DeleteTopic]"
            ),
        ]);

        Assert.All(people.All, alert => Assert.True(alert.WiderDetections.Count == 0 && !HasMessagesOfItsOwn(alert)));
        Assert.Equal(
            "narrow is always also wide, but people get two messages: the rest of its events would arrive under another source",
            Assert.Single(people.Remarks)
        );
    }

    [Fact]
    public void Rules_that_match_the_same_are_told_twice()
    {
        const string selection = "    eventSource: bedrock.amazonaws.com\n    eventName: DeleteGuardrail";

        Assert.All(
            PeopleAlerts.Of([Rule("one", "low", selection), Rule("other", "low", selection)]).All,
            alert => Assert.True(alert.WiderDetections.Count == 0 && !HasMessagesOfItsOwn(alert))
        );
    }

    [Theory]
    [InlineData("errorCode|exists: false", "Succeeded")]
    [InlineData("errorCode|startswith: AccessDenied", "Refused")]
    [InlineData("errorCode|exists: true", "Refused")]
    [InlineData("userIdentity.type: Root", "Succeeded Refused")]
    public void A_message_begins_with_the_outcome_and_what_has_one_only_needs_one_rule(string test, string outcomes)
    {
        var alert = Assert.Single(
            PeopleAlerts
                .Of([Rule("one", "high", $"    eventSource: bedrock.amazonaws.com\n    eventName: DeleteGuardrail\n    {test}")])
                .All
        );

        Assert.Equal(outcomes, string.Join(' ', alert.Rules.Select(rule => rule.Outcome)));
        Assert.All(alert.Rules, rule => Assert.True(rule.HasFindings && AlertRule.DetectionOf(rule.Name) == "one"));
        Assert.Equal(alert.Rules.Count > 1 ? ["one-succeeded", "one-refused"] : ["one"], alert.Rules.Select(rule => rule.Name));
    }

    [Fact]
    public void Where_a_bus_has_no_room_for_more_wildcards_the_most_severe_begin_with_the_outcome_and_the_others_are_named()
    {
        const string selection = "    eventSource: bedrock.amazonaws.com\n    eventName: DeleteGuardrail\n    userIdentity.arn|cased: 'a*";
        var people = PeopleAlerts.Of(
            [Rule("a", "low", $"{selection}a*'"), Rule("b", "high", $"{selection}b*'"), Rule("c", "high", $"{selection}c*'")],
            otherWildcardRules: EventPatternLimits.WildcardRulesPerBus - 4
        );

        Assert.Equal([false, true, false], people.All.Select(alert => alert.TellsOutcome));
        Assert.Equal(
            "Messages of a, c begin with ATTEMPTED instead of SUCCEEDED or REFUSED: a bus takes 30 rules with wildcards",
            Assert.Single(people.Remarks)
        );
    }

    [Fact]
    public void A_rule_that_would_become_too_long_stays_one()
    {
        var names = string.Join(", ", Enumerable.Range(0, 56).Select(number => $"n{number:D28}"));
        var people = PeopleAlerts.Of([
            Rule(
                "long",
                "high",
                $"    eventSource: bedrock.amazonaws.com\n    eventName: DeleteGuardrail\n    userIdentity.userName|cased: [{names}]"
            ),
        ]);

        Assert.Equal(CallOutcome.Either, Assert.Single(Assert.Single(people.All).Rules).Outcome);
        Assert.StartsWith(
            "Messages of long begin with ATTEMPTED instead of SUCCEEDED or REFUSED: the pattern has 2,0",
            Assert.Single(people.Remarks),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_rule_whose_outcomes_arrive_under_different_sources_stays_one()
    {
        var people = PeopleAlerts.Of([
            Compile(
                "one",
                SigmaRule.Parse(
                    """
                    title: one
                    logsource:
                      product: aws
                      service: cloudtrail
                    detection:
                      refused:
                        eventSource: bedrock.amazonaws.com
                        errorCode|exists: true
                      succeeded:
                        eventSource: sns.amazonaws.com
                        errorCode|exists: false
                      condition: refused or succeeded
                    level: high

                    """,
                    "one.yml"
                )
            ),
        ]);

        Assert.Equal(CallOutcome.Either, Assert.Single(Assert.Single(people.All).Rules).Outcome);
        Assert.Equal(
            "Messages of one begin with ATTEMPTED instead of SUCCEEDED or REFUSED: a part of its events would arrive under another source",
            Assert.Single(people.Remarks)
        );
    }

    [Fact]
    public void No_detection_has_a_name_that_a_part_of_another_could_have() =>
        Assert.All(Detection.All, detection => Assert.Equal(detection.Id, AlertRule.DetectionOf(detection.Id)));

    [Fact]
    public void What_is_within_another_is_so_on_random_events()
    {
        var proven = 0;
        Prop.ForAll(
                RuleGenerator
                    .Rule.Two()
                    .SelectMany(rules => EventGenerator.Event.ListOf(20).Select(events => (rules, events)))
                    .ToArbitrary(),
                one =>
                {
                    var ((left, right), events) = (one.rules, one.events);
                    var (narrow, wide) = (SigmaRule.Parse(left.ToString(), "narrow.yml"), SigmaRule.Parse(right.ToString(), "wide.yml"));
                    // A rule that is joined with another one is narrower than both. The generator would hardly ever produce such a pair.
                    var both = narrow with
                    {
                        Detection = new AllOf([narrow.Detection, wide.Detection]),
                    };
                    return Holds(both, wide) && Holds(narrow, wide) && Holds(wide, narrow);

                    bool Holds(SigmaRule rule, SigmaRule other)
                    {
                        if (!RuleInclusion.IsWithin(rule, other))
                        {
                            return true;
                        }

                        proven++;
                        return events.All(@event =>
                        {
                            var record = JsonSerializer.SerializeToElement(@event);
                            return !rule.Match(record).IsMatch || other.Match(record).IsMatch;
                        });
                    }
                }
            )
            .Check(
                Config
                    .QuickThrowOnFailure.WithMaxTest(1_000)
                    .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20261125, 7919), FSharpOption<int>.None)))
            );

        Assert.True(proven > 100, $"only {proven} inclusions were proven");
    }

    [Fact]
    public void Inclusions_of_the_catalog_hold_on_every_case_record()
    {
        foreach (var narrow in Compiled.Value)
        {
            foreach (var wide in Compiled.Value.Where(wide => wide != narrow && RuleInclusion.IsWithin(narrow.Rule, wide.Rule)))
            {
                Assert.All(
                    Records.Value.Where(record => narrow.Rule.Match(record).IsMatch),
                    record => Assert.True(wide.Rule.Match(record).IsMatch, $"{narrow.Detection.Id} {wide.Detection.Id}")
                );
            }
        }
    }

    /// <summary>Counts the detections that fired on these records. Each must have been named once.</summary>
    private static int RequireEachNamedOnce(IReadOnlyList<CompiledDetection> detections, IEnumerable<JsonElement> records)
    {
        var rules = detections
            .Zip(
                PeopleAlerts.Of(detections).All,
                (one, alert) =>
                    (
                        one.Detection.Id,
                        Pattern: EventPattern.Parse(one.Pattern.Json),
                        Speaks: Patterns(alert, rule => rule.Outcome is not null),
                        Finds: Patterns(alert, rule => rule.HasFindings),
                        Names: alert.WiderDetections.Prepend(alert.Detection).Select(detection => detection.Id)
                    )
            )
            .ToList();
        var count = 0;
        foreach (var @event in records.Select(BusEvent.Of))
        {
            var fired = rules.Where(rule => rule.Pattern.Match(@event).IsMatch).Select(rule => rule.Id).ToList();
            var found = rules.SelectMany(rule => rule.Finds.Where(pattern => pattern.Match(@event).IsMatch).Select(_ => rule.Id));
            var named = rules.SelectMany(rule => rule.Speaks.Where(pattern => pattern.Match(@event).IsMatch).SelectMany(_ => rule.Names));
            Assert.Equal(fired, found);
            Assert.Equal(fired.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
            count += fired.Count;
        }

        return count;

        static List<EventPattern> Patterns(PeopleAlert alert, Func<AlertRule, bool> filter) =>
            [.. alert.Rules.Where(filter).Select(rule => EventPattern.Parse(rule.Pattern.Json))];
    }

    private static bool HasMessagesOfItsOwn(PeopleAlert alert) => alert.Rules.Any(rule => rule.Outcome is null);

    private static IEnumerable<JsonElement> Variants(string eventName) =>
        from error in (string?[])[null, "AccessDenied"]
        from type in (string?[])[null, "Root", "IAMUser"]
        select JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["eventSource"] = "bedrock.amazonaws.com",
                ["eventName"] = eventName,
                ["eventType"] = "AwsApiCall",
                ["userIdentity"] = new JsonObject { ["type"] = type },
                [error is null ? "requestID" : "errorCode"] = error ?? "1",
            }
        );

    private static CompiledDetection Rule(string id, string level, string selection) =>
        Compile(
            id,
            SigmaRule.Parse(
                $"title: {id}\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  selection:\n{selection}\n  "
                    + $"condition: selection\nlevel: {level}\n",
                $"{id}.yml"
            )
        );

    private static CompiledDetection Compile(string id, SigmaRule rule) => Compile(new Detection(id, rule), rule);

    private static CompiledDetection Compile(Detection detection, SigmaRule rule) =>
        new(detection, rule, EventBridgeCompiler.Compile(rule));
}
