using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Analysis;
using BedrockDefense.Sigma.Evaluation;
using BedrockDefense.Tests.Sigma.Differential;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace BedrockDefense.Tests.Sigma;

/// <summary>Tests the rest of a detection when some fields are absent: the rest gives the same answer.</summary>
public sealed class AbsentFieldsTests
{
    // The fields that a random event may have, without a list in their path.
    private static readonly string[] Fields =
    [
        "eventSource",
        "eventName",
        "errorCode",
        "sourceIPAddress",
        "readOnly",
        "userIdentity.userName",
        "userIdentity.type",
        "userIdentity.sessionContext.sessionIssuer.arn",
        "requestParameters.any",
        "requestParameters.list",
        "requestParameters.retentionInDays",
        "requestParameters.loggingConfig.textDataDeliveryEnabled",
        "requestParameters.loggingConfig.s3Config.bucketName",
    ];

    private static readonly SourceLocation RuleLocation = new("rule.yml", 1, 1);
    private static readonly FieldMatch A = Match("a", Text("x"));
    private static readonly FieldMatch B = Match("b", new NullTest());
    private static readonly FieldMatch False = Match("gone", Text("x"));
    private static readonly FieldMatch True = Match("gone", new NullTest());

    [Fact]
    public void No_test_of_an_absent_field_holds_but_the_one_that_wants_it_to_be_missing()
    {
        ValueTest[] tests =
        [
            Text("*"),
            Text(""),
            new NumberTest(5, "5"),
            new BooleanTest(false),
            new ExistsTest(),
            new CompareTest(Comparison.Less, 5),
            new CidrTest(IPNetwork.Parse("0.0.0.0/0")),
            new RegexTest(new Regex("^$")),
            new FieldReferenceTest(new FieldPath("gone"), IsCased: true),
            new FieldReferenceTest(new FieldPath("a"), IsCased: false),
        ];

        Assert.All(
            tests,
            test => Assert.Equal(("a", ""), (ShowRest(new AnyOf([A, Match("gone", test)])), ShowRest(new AllOf([A, Match("gone", test)]))))
        );
        Assert.Equal(("", "a"), (ShowRest(new AnyOf([A, True])), ShowRest(new AllOf([A, True]))));
    }

    [Fact]
    public void A_test_of_another_field_stays_even_if_it_is_inside_or_compared_with_an_absent_one() =>
        Assert.All(
            (DetectionNode[])
                [
                    A,
                    B,
                    Match("gone.inside", Text("x")),
                    Match("Gone", Text("x")),
                    Match("a", new FieldReferenceTest(new FieldPath("gone"), IsCased: true)),
                ],
            node => Assert.Same(node, AbsentFields.RemoveTests(new AllOf([node, True]), new FieldPath("gone")))
        );

    [Fact]
    public void A_keyword_stays() =>
        Assert.Equal("keyword", ShowRest(new AnyOf([new KeywordMatch(SigmaText.Parse("x"), RuleLocation), False])));

    [Fact]
    public void A_search_identifier_keeps_its_name_and_goes_with_its_last_test()
    {
        Assert.Equal("s[a]", ShowRest(new Selection("s", new AllOf([A, True]))));
        Assert.Equal("b", ShowRest(new AnyOf([new Selection("s", False), B])));
        Assert.Equal("b", ShowRest(new AllOf([new Selection("s", True), B])));
        Assert.Equal("", ShowRest(new AnyOf([new Selection("s", True), B])));
        Assert.Equal("", ShowRest(new AllOf([new Selection("s", False), B])));
    }

    [Fact]
    public void A_negation_stays_around_what_is_left_and_turns_an_answer_around()
    {
        Assert.Equal("not a", ShowRest(new Negated(new AnyOf([A, False]))));
        Assert.Equal("b", ShowRest(new AnyOf([new Negated(True), B])));
        Assert.Equal("b", ShowRest(new AllOf([new Negated(False), B])));
        Assert.Equal("b", ShowRest(new AllOf([new Negated(new Negated(True)), B])));
        Assert.Equal("", ShowRest(new AnyOf([new Negated(False), B])));
        Assert.Equal("", ShowRest(new AllOf([new Negated(True), B])));
        Assert.Equal("(not a and b)", ShowRest(new AllOf([new Negated(A), B])));
    }

    [Fact]
    public void Of_parts_those_that_are_decided_fall_away_unless_one_decides_them_all()
    {
        Assert.Equal("(a and b)", ShowRest(new AllOf([A, True, B])));
        Assert.Equal("(a or b)", ShowRest(new AnyOf([False, A, B, False])));
        Assert.Equal("(a or b)", ShowRest(new AllOf([True, new AnyOf([A, B])])));
        Assert.Equal("((a and b) or a)", ShowRest(new AnyOf([new AllOf([A, B]), new AllOf([A, False, B]), A])));
        Assert.Equal("((a or b) and b)", ShowRest(new AllOf([new AnyOf([A, B]), new AnyOf([A, True]), B])));
        Assert.Equal("a", ShowRest(new AnyOf([A, new AllOf([True, False])])));
        Assert.Equal("a", ShowRest(new AllOf([A, new AnyOf([True, False])])));
        Assert.Equal("a", ShowRest(new AnyOf([A, new AnyOf([])])));
        Assert.Equal("a", ShowRest(new AllOf([A, new AllOf([])])));
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("gone", "a")]
    [InlineData("a", "gone")]
    public void Each_of_several_fields_is_absent(params string[] absent)
    {
        var left = Show(AbsentFields.RemoveTests(new AnyOf([A, B, False]), [.. absent.Select(field => new FieldPath(field))]));

        Assert.Equal(absent.Length == 1 ? "(a or b)" : "b", left);
    }

    [Fact]
    public void A_detection_of_which_nothing_would_be_left_stays_as_it_is() =>
        Assert.All(
            (DetectionNode[])
                [
                    True,
                    False,
                    new AllOf([A, False]),
                    new AnyOf([A, True]),
                    new Negated(True),
                    new Selection("s", False),
                    new AllOf([]),
                    new AnyOf([]),
                ],
            detection => Assert.Same(detection, AbsentFields.RemoveTests(detection, new FieldPath("gone")))
        );

    [Fact]
    public void What_is_left_answers_the_same_on_random_events_without_the_fields()
    {
        var (simpler, matches, misses) = (0, 0, 0);
        Prop.ForAll(
                (
                    from rule in RuleGenerator.Rule
                    from count in Gen.Choose(1, 8)
                    from absent in Gen.Elements(Fields).ListOf(count)
                    from events in EventGenerator.Event.ListOf(10)
                    select (rule, absent, events)
                ).ToArbitrary(),
                one =>
                {
                    var rule = SigmaRule.Parse(one.rule.ToString(), "random.yml");
                    var left = rule with
                    {
                        Detection = AbsentFields.RemoveTests(rule.Detection, [.. one.absent.Select(field => new FieldPath(field))]),
                    };
                    if (ReferenceEquals(left.Detection, rule.Detection) || !IsEvaluable(rule))
                    {
                        return true;
                    }

                    simpler +=
                        DetectionTree.FieldMatches(left.Detection).Count() < DetectionTree.FieldMatches(rule.Detection).Count() ? 1 : 0;
                    return one.events.All(@event =>
                    {
                        foreach (var field in one.absent)
                        {
                            Remove(@event, field.Split('.'));
                        }

                        var record = JsonSerializer.SerializeToElement(@event);
                        var isMatch = rule.Match(record).IsMatch;
                        (matches, misses) = isMatch ? (matches + 1, misses) : (matches, misses + 1);
                        return isMatch == left.Match(record).IsMatch;
                    });
                }
            )
            .Check(
                Config
                    .QuickThrowOnFailure.WithMaxTest(1_000)
                    .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20261125, 7919), FSharpOption<int>.None)))
            );

        // A test with few simplified detections, or with only one answer, would prove little.
        Assert.True(simpler > 100 && matches > 500 && misses > 500, $"{simpler} were simpler; {matches} matches, {misses} misses");
    }

    private static string ShowRest(DetectionNode detection) =>
        AbsentFields.RemoveTests(detection, new FieldPath("gone")) is var left && ReferenceEquals(left, detection)
            ? IsUntouched(detection)
                ? Show(detection)
                : ""
            : Show(left);

    // Whether no field of the detection is absent. Then nothing can be left out.
    private static bool IsUntouched(DetectionNode detection) =>
        DetectionTree.FieldMatches(detection).All(match => match.Field.Text != "gone");

    private static string Show(DetectionNode node) =>
        node switch
        {
            AllOf all => $"({string.Join(" and ", all.Parts.Select(Show))})",
            AnyOf any => $"({string.Join(" or ", any.Parts.Select(Show))})",
            Negated negation => $"not {Show(negation.Part)}",
            Selection selection => $"{selection.Name}[{Show(selection.Part)}]",
            FieldMatch match => match.Field.Text,
            _ => "keyword",
        };

    private static void Remove(JsonNode? node, ReadOnlySpan<string> path)
    {
        if (node is not JsonObject properties)
        {
            return;
        }

        if (path.Length == 1)
        {
            properties.Remove(path[0]);
        }
        else
        {
            Remove(properties[path[0]], path[1..]);
        }
    }

    private static bool IsEvaluable(SigmaRule rule)
    {
        try
        {
            _ = new SigmaEvaluator(rule);
            return true;
        }
        catch (SigmaException)
        {
            return false;
        }
    }

    private static FieldMatch Match(string field, ValueTest test) => new(new FieldPath(field), test, RuleLocation);

    private static TextTest Text(string text) => new(SigmaText.Parse(text), IsCased: false);
}
