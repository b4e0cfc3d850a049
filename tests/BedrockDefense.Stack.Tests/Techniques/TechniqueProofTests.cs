using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.Sigma;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Stack.Techniques;

namespace BedrockDefense.Stack.Tests.Techniques;

/// <summary>A technique is good by its own detections and by guardrails, and by nothing else.</summary>
[Collection("console")]
public sealed class TechniqueProofTests
{
    // No scenario makes a call of this technique.
    private const string NeverRehearsed = "T1567";

    public static TheoryData<string> Techniques => [.. Detection.All.SelectMany(one => OfBoth(one.Rule)).Select(one => one.Id).Distinct()];

    [Fact]
    public async Task With_the_settings_of_the_sample_nothing_is_missed_and_these_techniques_are_not_rehearsed()
    {
        var results = TechniqueResults.Of(await PlayedScenarios.AllAsync(), Detection.All, OfBoth);

        Assert.Equal(
            ["AML.T0040", "AML.T0091.000", "T1496.004", "T1550.001", NeverRehearsed],
            results.Where(result => result.Outcome == TechniqueOutcome.NotRehearsed).Select(result => result.Technique.Id)
        );
        Assert.Equal([], results.Where(result => result.Outcome == TechniqueOutcome.Missed).Select(result => result.Technique.Id));
    }

    [Theory]
    [MemberData(nameof(Techniques))]
    public async Task With_its_detections_and_guardrails_a_step_shows(string technique)
    {
        var result = ResultOf(technique, Counted(await PlayedScenarios.AllAsync()));

        Assert.Equal(technique == NeverRehearsed, result.Evidence is []);
        Assert.Equal(
            technique != NeverRehearsed,
            result.Evidence.Any(step => step.Outcome is TechniqueOutcome.Prevented or TechniqueOutcome.Detected)
        );
    }

    [Theory]
    [MemberData(nameof(Techniques))]
    public async Task Without_its_detections_and_guardrails_no_step_shows(string technique)
    {
        var tagged = DetectionsOf(technique);

        var result = ResultOf(
            technique,
            Counted((await PlayedScenarios.WithoutGuardrailsAsync()).Select(report => Keeping(report, id => !tagged.Contains(id))))
        );

        Assert.Equal(technique == NeverRehearsed ? TechniqueOutcome.NotRehearsed : TechniqueOutcome.Missed, result.Outcome);
        Assert.All(result.Evidence, step => Assert.Equal(TechniqueOutcome.Missed, step.Outcome));
    }

    [Theory]
    [MemberData(nameof(Techniques))]
    public async Task Without_its_detections_only_steps_that_guardrails_prevent_show(string technique)
    {
        var tagged = DetectionsOf(technique);

        var result = ResultOf(
            technique,
            Counted((await PlayedScenarios.AllAsync()).Select(report => Keeping(report, id => !tagged.Contains(id))))
        );

        Assert.All(
            result.Evidence,
            step => Assert.Equal(step.Missed is [] ? TechniqueOutcome.Prevented : TechniqueOutcome.Missed, step.Outcome)
        );
        Assert.All(result.Evidence, step => Assert.Equal([], step.Detections));
    }

    [Theory]
    [MemberData(nameof(Techniques))]
    public async Task Without_the_detections_of_other_techniques_all_stays_the_same_for(string technique)
    {
        var tagged = DetectionsOf(technique);
        var reports = await PlayedScenarios.AllAsync();

        var alone = ResultOf(technique, [.. reports.Select(report => Keeping(report, tagged.Contains))]);

        Assert.Equal(JsonSerializer.Serialize(ResultOf(technique, reports)), JsonSerializer.Serialize(alone));
    }

    [Theory]
    [MemberData(nameof(Techniques))]
    public async Task What_is_left_of_a_report_without_detections_is_what_a_stack_without_their_rules_shows_of(string technique)
    {
        var tagged = DetectionsOf(technique);
        var unguarded = await PlayedScenarios.WithoutGuardrailsAsync();
        foreach (var scenario in ResultOf(technique, unguarded).Evidence.Select(step => step.Scenario).Distinct().Take(2))
        {
            var recorded = Keeping(unguarded.Single(report => report.Scenario == scenario), id => !tagged.Contains(id));

            var played = await PlayedScenarios.WithoutAsync(scenario, tagged);

            Assert.Equal(
                JsonSerializer.Serialize(ResultOf(technique, Counted([recorded]))),
                JsonSerializer.Serialize(ResultOf(technique, Counted([played])))
            );
            Assert.Equal(
                recorded.Steps.SelectMany(step => step.Calls).Select(call => string.Join(' ', call.Detections)),
                played.Steps.SelectMany(step => step.Calls).Select(call => string.Join(' ', call.Detections))
            );
        }
    }

    // Techniques of ATT&CK and of ATLAS. No id is in both.
    private static IReadOnlyList<AttackTechnique> OfBoth(SigmaDocument rule) =>
        [.. AttackMatrix.TechniquesOf(rule), .. AtlasMatrix.TechniquesOf(rule)];

    private static HashSet<string> DetectionsOf(string technique) =>
        [.. Detection.All.Where(one => OfBoth(one.Rule).Any(tagged => tagged.Id == technique)).Select(one => one.Id)];

    private static TechniqueResult ResultOf(string technique, IReadOnlyList<RehearsalReport> reports) =>
        TechniqueResults.Of(reports, Detection.All, OfBoth).Single(result => result.Technique.Id == technique);

    // Lets every scenario count, each with its own settings.
    private static List<RehearsalReport> Counted(IEnumerable<RehearsalReport> reports) =>
        [.. reports.Select(report => report with { HasOtherSettings = false })];

    // Takes away what the rules of other detections do. A rule sends messages and nothing else, so nothing else changes.
    private static RehearsalReport Keeping(RehearsalReport report, Func<string, bool> isKept) =>
        report with
        {
            Steps =
            [
                .. report.Steps.Select(step =>
                    step with
                    {
                        Calls =
                        [
                            .. step.Calls.Select(call =>
                                call with
                                {
                                    Detections = [.. call.Detections.Where(isKept)],
                                    Messages = [.. call.Messages.Where(message => isKept(message.Detection))],
                                }
                            ),
                        ],
                    }
                ),
            ],
        };
}
