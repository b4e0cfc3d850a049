using System.Text.Json.Nodes;
using BedrockDefense.Stack.Comparison;
using BedrockDefense.Stack.SavedPlans;

namespace BedrockDefense.Stack.Tests.Comparison;

/// <summary>Two plans differ as the configurations that made them do; what was changed in a plan is found in its resources.</summary>
[Collection("console")]
public sealed class SavedPlanTests
{
    public static TheoryData<string> Weakenings => ProtectionComparerTests.Weakenings;

    public static TheoryData<string> Refactorings => ProtectionComparerTests.Refactorings;

    [Theory]
    [MemberData(nameof(Weakenings))]
    public Task Plans_of_a_weakening_differ_as_their_configurations(string name)
    {
        var one = Repository.Find<WeakerCase>("diff/weaker.json", name);
        return AssertAlike(ComparedSamples.With(one.Old), ComparedSamples.With(one.New));
    }

    [Theory]
    [MemberData(nameof(Refactorings))]
    public Task Plans_of_a_refactoring_differ_as_their_configurations(string name) =>
        AssertAlike(ComparedSamples.Rewritten([]), ProtectionComparerTests.Refactored(name));

    [Fact]
    public async Task A_plan_and_a_configuration_can_be_compared()
    {
        var (sample, other) = (
            ComparedSamples.With(null),
            ComparedSamples.With(new JsonObject { ["regions"] = new JsonArray("eu-central-1") })
        );

        var expected = await ComparedSamples.CompareAsync(sample, other);

        AssertEqual(expected, await ComparedSamples.CompareAsync(await ComparedSamples.PlannedAsync(sample), other));
        AssertEqual(expected, await ComparedSamples.CompareAsync(sample, await ComparedSamples.PlannedAsync(other)));
    }

    [Fact]
    public async Task A_rule_that_is_missing_in_a_plan_is_a_detection_without_a_rule()
    {
        var difference = await ComparedSamples.CompareAsync(
            await ComparedSamples.PlannedAsync(ComparedSamples.With(null)),
            await ComparedSamples.PlannedAsync(
                ComparedSamples.With(null),
                items => items.RemoveAll(item => Is(item, "rule") || Is(item, "target"))
            ),
            "advisory-chain"
        );

        Assert.Contains(
            new ProtectionChange(ChangeDirection.Weaker, "detections", "cloudtrail-stopped", "has no rule any more, or only disabled ones"),
            difference.Changes
        );
        Assert.Contains("cloudtrail-stopped", Assert.Single(difference.NotCompared), StringComparison.Ordinal);
        Assert.Contains("version 1.2.3", Assert.Single(difference.NotCompared), StringComparison.Ordinal);

        static bool Is(JsonNode? item, string what) =>
            what == "rule"
                ? item!["type"]!.GetValue<string>().EndsWith(":EventRule", StringComparison.Ordinal) && Named(item["inputs"]!["name"])
                : item!["type"]!.GetValue<string>().EndsWith(":EventTarget", StringComparison.Ordinal) && Named(item["inputs"]!["rule"]);

        static bool Named(JsonNode? name) => name?.GetValue<string>().StartsWith("cloudtrail-stopped", StringComparison.Ordinal) == true;
    }

    [Fact]
    public async Task A_statement_that_is_missing_in_a_plan_is_a_guardrail_that_is_no_longer_in_force()
    {
        var difference = await ComparedSamples.CompareAsync(
            ComparedSamples.With(null),
            await ComparedSamples.PlannedAsync(ComparedSamples.With(null), items => WithoutStatement(items, "LeavesTheOrganization"))
        );

        Assert.Contains(
            difference.Changes,
            change => change is { Direction: ChangeDirection.Weaker, Area: "guardrails", Subject: "deny-leaving" }
        );
        Assert.Single(difference.NotCompared);
    }

    [Fact]
    public async Task What_both_plans_have_otherwise_than_this_version_is_no_difference()
    {
        static void Change(JsonArray items) => WithoutStatement(items, "LeavesTheOrganization");

        var difference = await ComparedSamples.CompareAsync(
            await ComparedSamples.PlannedAsync(ComparedSamples.With(null), Change),
            await ComparedSamples.PlannedAsync(ComparedSamples.With(null), Change)
        );

        Assert.Equal([], difference.Changes);
        Assert.Equal([], difference.NotCompared);
    }

    [Fact]
    public void A_plan_that_is_cut_anywhere_is_refused()
    {
        var text = Repository.Case("plans/cut-down.json").TrimEnd();

        _ = SavedPlanFile.Parse(text, "plan.json");

        Assert.All(
            Enumerable.Range(1, 300).Select(number => text[..(text.Length * number / 301)]),
            part => Assert.Throws<InvalidInputException>(() => SavedPlanFile.Parse(part, "plan.json"))
        );
    }

    [Fact]
    public async Task A_plan_of_another_shape_is_played_or_refused_but_ends_in_no_other_fault()
    {
        var items = JsonNode.Parse(Repository.Case("plans/cut-down.json"))!.AsArray();
        for (var left = items.Count - 1; left > 1; left -= 12)
        {
            items.RemoveAt(left);
            items[0]!["resourceCount"] = items.Count - 1;
            var plan = ComparedConfiguration.Of(SavedPlanFile.Parse(items.ToJsonString(), "plan.json"), "plan.json");

            var fault = await Record.ExceptionAsync(() => ComparedSamples.CompareAsync(ComparedSamples.With(null), plan, "advisory-chain"));

            Assert.True(fault is null or InvalidInputException, $"{fault}");
        }
    }

    private static void WithoutStatement(JsonArray items, string sid)
    {
        foreach (var item in items.Where(item => item!["inputs"]?["content"] is not null))
        {
            var policy = JsonNode.Parse(item!["inputs"]!["content"]!.GetValue<string>())!;
            policy["Statement"]!.AsArray().RemoveAll(one => one!["Sid"]!.GetValue<string>().Contains(sid, StringComparison.Ordinal));
            item["inputs"]!["content"] = policy.ToJsonString();
        }
    }

    private static async Task AssertAlike(ComparedConfiguration old, ComparedConfiguration @new) =>
        AssertEqual(
            await ComparedSamples.CompareAsync(old, @new, "advisory-chain"),
            await ComparedSamples.CompareAsync(
                await ComparedSamples.PlannedAsync(old),
                await ComparedSamples.PlannedAsync(@new),
                "advisory-chain"
            )
        );

    private static void AssertEqual(ProtectionDifference expected, ProtectionDifference actual)
    {
        Assert.Equal(expected.Changes, actual.Changes);
        Assert.Equal(expected.NotCompared, actual.NotCompared);
        Assert.Equal(expected.Costs, actual.Costs);
    }
}
