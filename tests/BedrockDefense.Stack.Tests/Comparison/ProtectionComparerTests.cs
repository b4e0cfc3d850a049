using System.Text.Json.Nodes;
using BedrockDefense.Stack.Comparison;

namespace BedrockDefense.Stack.Tests.Comparison;

/// <summary>Seeded weakenings are found and named, the way back is stronger, and refactorings change nothing.</summary>
[Collection("console")]
public sealed class ProtectionComparerTests
{
    private const string Weaker = "diff/weaker.json";
    private const string Harmless = "diff/harmless.json";

    public static TheoryData<string> Weakenings => Repository.Names(Weaker);

    public static TheoryData<string> Strengthenings =>
        [.. Repository.All<WeakerCase>(Weaker).Where(one => one.Reversible).Select(one => one.Name)];

    public static TheoryData<string> Refactorings => Repository.Names(Harmless);

    [Theory]
    [MemberData(nameof(Weakenings))]
    public async Task A_weakening_is_found_and_named(string name)
    {
        var one = Repository.Find<WeakerCase>(Weaker, name);

        var difference = await ComparedSamples.CompareAsync(ComparedSamples.With(one.Old), ComparedSamples.With(one.New));

        Assert.Contains(
            difference.Changes,
            change =>
                change.Direction == ChangeDirection.Weaker
                && change.Area == one.Area
                && change.Subject.Contains(one.Subject, StringComparison.Ordinal)
                && change.Change.Contains(one.Change, StringComparison.Ordinal)
        );
        Assert.True(difference.HasWeaker);
    }

    [Theory]
    [MemberData(nameof(Strengthenings))]
    public async Task The_way_back_is_stronger_and_nothing_in_it_is_weaker(string name)
    {
        var one = Repository.Find<WeakerCase>(Weaker, name);

        var difference = await ComparedSamples.CompareAsync(
            ComparedSamples.With(one.New),
            ComparedSamples.With(one.Old),
            "advisory-chain",
            "administrator"
        );

        Assert.Equal([], difference.Changes.Where(change => change.Direction == ChangeDirection.Weaker));
        Assert.Contains(
            difference.Changes,
            change =>
                change.Direction == ChangeDirection.Stronger
                && change.Area == one.Area
                && change.Subject.Contains(one.Subject, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_attack_that_is_no_longer_prevented_is_named_with_its_step()
    {
        var audit = ComparedSamples.With(new JsonObject { ["guardrails"] = new JsonObject { ["targets"] = new JsonArray() } });

        var difference = await ComparedSamples.CompareAsync(ComparedSamples.With(null), audit, "advisory-chain");

        Assert.Contains(
            new ProtectionChange(
                ChangeDirection.Weaker,
                "rehearsal",
                "advisory-chain, step 3: Logging configuration deleted",
                "is no longer prevented; is now restored; no longer detected by bedrock-logging-change-denied"
            ),
            difference.Changes
        );
    }

    [Fact]
    public async Task What_a_reused_trail_keeps_is_not_compared_and_said_so()
    {
        var reused = ComparedSamples.With(
            new JsonObject { ["trail"] = new JsonObject { ["reuse"] = "arn:aws:cloudtrail:eu-central-1:999999999999:trail/organization" } }
        );

        var difference = await ComparedSamples.CompareAsync(ComparedSamples.With(null), reused);

        Assert.Contains("trail/organization", Assert.Single(difference.NotCompared), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AAABAKvCexample1", 0)]
    [InlineData("AAABAKvCexample2", 1)]
    public async Task Secrets_are_the_same_where_their_ciphertexts_are(string ciphertext, int notCompared)
    {
        static ComparedConfiguration Secret(string text) =>
            ComparedSamples.Rewritten([("endpoint: soc@example.com", $"endpoint:\n        secure: {text}")]);

        var difference = await ComparedSamples.CompareAsync(Secret("AAABAKvCexample1"), Secret(ciphertext));

        Assert.Equal(notCompared, difference.NotCompared.Count);
        Assert.Equal([], difference.Changes);
    }

    [Theory]
    [MemberData(nameof(Refactorings))]
    public async Task A_refactoring_changes_nothing(string name)
    {
        var difference = await ComparedSamples.CompareAsync(ComparedSamples.Rewritten([]), Refactored(name));

        Assert.Equal([], difference.Changes);
        Assert.Equal([], difference.NotCompared);
        Assert.Equal(0, difference.Costs.More);
    }

    internal static ComparedConfiguration Refactored(string name) =>
        ComparedSamples.Rewritten(
            Repository.Cases(Harmless).Single(one => one["name"]!.GetValue<string>() == name)["replace"]!
                .AsArray()
                .Select(pair => (pair![0]!.GetValue<string>(), pair[1]!.GetValue<string>()))
        );
}
