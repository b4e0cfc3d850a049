using BedrockDefense.Live.Proving;
using BedrockDefense.Live.Proving.Observing;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Live.Tests.Proving;

/// <summary>Everything that was observed otherwise than predicted is told.</summary>
public sealed class ComparisonTests
{
    [Theory]
    [InlineData("guardrails-1", AttackOutcome.RefusedByGuardrail, null)]
    [InlineData("guardrails-1", AttackOutcome.Refused, null)]
    [InlineData("guardrails-1", AttackOutcome.Succeeded, "predicted was a refusal by guardrails-1, but it was let through")]
    [InlineData("guardrails-1", AttackOutcome.Failed, "predicted was a refusal by guardrails-1, but it was let through")]
    [InlineData(
        "guardrails-1",
        AttackOutcome.NotPermitted,
        "the role lacks the permission, so nothing is proved: allow it the call, and try again"
    )]
    [InlineData(null, AttackOutcome.Succeeded, null)]
    [InlineData(null, AttackOutcome.Refused, "predicted was that it goes through, but it was refused")]
    [InlineData(null, AttackOutcome.RefusedByGuardrail, "predicted was that it goes through, but it was refused")]
    [InlineData("guardrails-1", AttackOutcome.Unknown, null)]
    [InlineData(null, AttackOutcome.Unknown, null)]
    [InlineData(null, AttackOutcome.Failed, null)]
    public void A_refusal_is_compared(string? preventedBy, AttackOutcome outcome, string? difference)
    {
        var differences = ProofComparison.Of(Predicted(preventedBy, restoredBy: null), [], Observed(outcome, restoredAfter: null));

        Assert.Equal(difference is null ? [] : [difference], differences);
    }

    [Theory]
    [InlineData(12.5, 0)]
    [InlineData(null, 1)]
    public void A_restoration_is_compared(double? restoredAfter, int differences) =>
        Assert.Equal(
            differences,
            ProofComparison
                .Of(Predicted(preventedBy: null, "bedrock-defense-restorer"), [], Observed(AttackOutcome.Succeeded, restoredAfter))
                .Count(one => one.Contains("predicted was a restoration by bedrock-defense-restorer", StringComparison.Ordinal))
        );

    [Theory]
    [InlineData(true, 12.5, null, null)]
    [InlineData(true, null, null, "predicted was that the invocation is logged, but its record was not seen in the log group g in 600 s")]
    [InlineData(true, null, "refused", null)]
    [InlineData(false, null, null, null)]
    [InlineData(false, 12.5, null, "predicted was that the invocation is not logged, but its record is in the log group g")]
    [InlineData(false, null, "refused", null)]
    [InlineData(null, null, null, null)]
    [InlineData(null, 12.5, null, null)]
    public void A_record_is_compared(bool? isLogged, double? seenAfter, string? notRead, string? difference) =>
        Assert.Equal(
            difference is null ? [] : [difference],
            ProofComparison.Of(
                Predicted(null, null) with
                {
                    IsLogged = isLogged,
                },
                [],
                Observed(AttackOutcome.Succeeded, null) with
                {
                    Invocation = new ObservedInvocation("id", "the log group g", seenAfter, 600, notRead),
                }
            )
        );

    [Fact]
    public void Alerts_that_lack_and_alerts_that_nobody_predicted_are_told() =>
        Assert.Equal(
            ["the alert of a was predicted, but did not arrive in the time", "the alert of c arrived, but was not predicted"],
            ProofComparison.Of(Predicted(null, null), ["a", "b"], Observed(AttackOutcome.Succeeded, null, "b", "c", "c"))
        );

    private static CallReport Predicted(string? preventedBy, string? restoredBy) =>
        new("events:DisableRule", null, "id", preventedBy, null, restoredBy, null, [], [], [], []);

    private static ObservedCall Observed(AttackOutcome outcome, double? restoredAfter, params string[] alerts) =>
        new(
            "marker",
            DateTimeOffset.UnixEpoch,
            outcome,
            null,
            restoredAfter,
            [.. alerts.Select(alert => new ObservedAlert(alert, 1, "id", ""))]
        );
}
