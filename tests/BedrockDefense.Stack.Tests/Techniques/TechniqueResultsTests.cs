using BedrockDefense.Catalog;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Stack.Techniques;

namespace BedrockDefense.Stack.Tests.Techniques;

public sealed class TechniqueResultsTests
{
    // One of the detections of T1526, and none of it.
    private const string Own = "bedrock-logging-enumeration-by-non-admin";
    private const string Other = "cloudtrail-stopped";
    private const string Technique = "T1526";

    private const string Owner = "the resource belongs to account 999999999999";

    private static readonly CallReport Unseen = new("bedrock:Get", null, "id", null, null, null, null, [], [], [], [])
    {
        SearchedBy = [Own],
    };

    private static readonly CallReport Seen = Unseen with { Detections = [Own], Messages = [Message(Own)] };

    private static readonly CallReport Guarded = Unseen with { PreventedBy = "g at the root r: Nobody.", IsStoppedByGuardrail = true };

    private static readonly Dictionary<string, (TechniqueOutcome Outcome, CallReport[] Calls)> Steps = new()
    {
        ["no call"] = (TechniqueOutcome.NotRehearsed, []),
        ["a call that no detection of the technique looks for"] = (
            TechniqueOutcome.NotRehearsed,
            [Seen with { SearchedBy = [], Detections = [Other], Messages = [Message(Other)] }]
        ),
        ["a call of the technique that only a detection without its tag sees"] = (
            TechniqueOutcome.Missed,
            [Unseen with { Detections = [Other], Messages = [Message(Other)] }]
        ),
        ["a detection that fires and of which no message arrives"] = (TechniqueOutcome.Missed, [Seen with { Messages = [] }]),
        ["a detection of the technique that fires and is told of"] = (TechniqueOutcome.Detected, [Seen]),
        ["a guardrail that stops the call"] = (TechniqueOutcome.Prevented, [Guarded]),
        ["a guardrail that stops the call, which is detected too"] = (
            TechniqueOutcome.Prevented,
            [Guarded with { Detections = [Own], Messages = [Message(Own)] }]
        ),
        ["a guardrail that stops a call that no detection of the technique looks for"] = (
            TechniqueOutcome.NotRehearsed,
            [Guarded with { SearchedBy = [Other] }]
        ),
        ["the owner of the resource who refuses the call"] = (TechniqueOutcome.NotRehearsed, [Unseen with { PreventedBy = Owner }]),
        ["the owner of the resource who refuses a call that is detected"] = (
            TechniqueOutcome.Detected,
            [Seen with { PreventedBy = Owner }]
        ),
        ["one call prevented and one detected"] = (TechniqueOutcome.Detected, [Guarded, Seen]),
        ["one call prevented, one detected and one neither"] = (TechniqueOutcome.Missed, [Guarded, Unseen, Seen]),
    };

    public static TheoryData<string> Names => [.. Steps.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_outcome_of_a_technique_after(string step) =>
        Assert.Equal(Steps[step].Outcome, ResultOf(ReportOf("s", Steps[step].Calls)).Outcome);

    [Fact]
    public void The_worst_step_decides_and_comes_first_and_a_scenario_with_other_settings_counts_for_nothing()
    {
        var result = ResultOf(
            ReportOf("prevented", Guarded),
            ReportOf("missed-elsewhere", Unseen) with
            {
                HasOtherSettings = true,
            },
            ReportOf("detected", Seen)
        );

        Assert.Equal(TechniqueOutcome.Detected, result.Outcome);
        Assert.Equal(["detected", "prevented", "missed-elsewhere"], result.Evidence.Select(step => step.Scenario));
        Assert.Equal(
            TechniqueOutcome.NotRehearsed,
            ResultOf(ReportOf("detected-elsewhere", Seen) with { HasOtherSettings = true }).Outcome
        );
    }

    [Fact]
    public void The_evidence_names_the_step_and_what_prevented_detected_and_missed()
    {
        var step = ResultOf(ReportOf("s", Guarded, Seen, Unseen)).Evidence.Single();

        Assert.Equal(
            "s 1 (step): NEITHER prevented nor detected: bedrock:Get; prevented by g at the root r: Nobody.; detected by " + Own,
            $"{step}"
        );
    }

    [Fact]
    public void Nothing_is_shown_without_a_rehearsal() =>
        Assert.All(
            TechniqueResults.Of([], Detection.All, AttackMatrix.TechniquesOf),
            result => Assert.Equal((TechniqueOutcome.NotRehearsed, false), (result.Outcome, result.IsShown))
        );

    private static TechniqueResult ResultOf(params RehearsalReport[] reports) =>
        TechniqueResults.Of(reports, Detection.All, AttackMatrix.TechniquesOf).Single(result => result.Technique.Id == Technique);

    private static RehearsalReport ReportOf(string scenario, params CallReport[] calls) =>
        new(scenario, "title", "principal", "eu-central-1", [], "coverage", [new StepReport("step", calls, null, null, [])]);

    private static DeliveredMessage Message(string detection) => new(detection, "arn:aws:sns:eu-central-1:1:topic-high", "text", []);
}
