using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Stack.Comparison;

/// <summary>What a step of a rehearsal shows about the protection, without names that differ between two stacks.</summary>
/// <param name="Calls">The number of calls.</param>
/// <param name="Prevented">The number of calls that were stopped.</param>
/// <param name="Restored">The number of calls whose effect was undone.</param>
/// <param name="NotRestored">The number of calls whose effect could not be undone.</param>
/// <param name="Detections">The detections that fired, sorted.</param>
/// <param name="IsAlerted">Whether a subscriber got a message.</param>
/// <param name="Missing">How much of what an observation looks for is missing, such as unlogged invocations.</param>
internal sealed record StepVerdict(
    int Calls,
    int Prevented,
    int Restored,
    int NotRestored,
    IReadOnlyList<string> Detections,
    bool IsAlerted,
    int Missing
)
{
    /// <summary>Returns the verdict on a step.</summary>
    public static StepVerdict Of(StepReport step) =>
        new(
            step.Calls.Count,
            step.Calls.Count(call => call.PreventedBy is not null),
            step.Calls.Count(call => call.RestoredBy is not null),
            step.Calls.Count(call => call.NotRestored is not null),
            [.. step.Calls.SelectMany(call => call.Detections).Distinct().Order(StringComparer.Ordinal)],
            step.Calls.Any(call => call.Messages.Any(message => message.Recipients.Count > 0)),
            step.Missing
        );

    /// <summary>
    /// Returns whether this verdict is better or worse than an old one; null when they are equal. What is prevented decides
    /// first: a call that is refused has nothing to restore, and other detections see it.
    /// </summary>
    public ChangeDirection? DirectionFrom(StepVerdict old) =>
        !ChangesFrom(old).Any() ? null
        : Prevented != old.Prevented ? Direction(Prevented > old.Prevented)
        : Missing != old.Missing ? Direction(Missing < old.Missing)
        : Unrepaired != old.Unrepaired ? Direction(Unrepaired < old.Unrepaired)
        : IsAlerted != old.IsAlerted ? Direction(IsAlerted)
        : (Detections.Count > 0) != (old.Detections.Count > 0) ? Direction(Detections.Count > 0)
        : old.Detections.Except(Detections).Any() == Detections.Except(old.Detections).Any() ? ChangeDirection.Neutral
        : Direction(Detections.Except(old.Detections).Any());

    /// <summary>Returns what differs from an old verdict, in words.</summary>
    public IEnumerable<string> ChangesFrom(StepVerdict old)
    {
        if (Prevented != old.Prevented)
        {
            yield return Calls == 1
                ? (Prevented == 1 ? "is now prevented" : "is no longer prevented")
                : $"{Prevented} of {Calls} calls prevented, formerly {old.Prevented}";
        }

        if (Restored != old.Restored)
        {
            yield return Restored > old.Restored ? "is now restored"
            : Prevented > old.Prevented ? "nothing is left to restore"
            : "is no longer restored";
        }

        if (NotRestored != old.NotRestored)
        {
            yield return NotRestored > old.NotRestored ? "can no longer be restored" : "restoring no longer fails";
        }

        if (old.Detections.Except(Detections).ToList() is [_, ..] lost)
        {
            yield return $"no longer detected by {string.Join(", ", lost)}";
        }

        if (Detections.Except(old.Detections).ToList() is [_, ..] gained)
        {
            yield return $"now detected by {string.Join(", ", gained)}";
        }

        if (IsAlerted != old.IsAlerted)
        {
            yield return IsAlerted ? "somebody is now alerted" : "nobody is alerted any more";
        }

        if (Missing != old.Missing)
        {
            yield return FormattableString.Invariant($"{Missing} missing, formerly {old.Missing}");
        }
    }

    // Calls that went through and whose effect stayed where it could have been undone.
    private int Unrepaired => Calls - Prevented - Restored;

    private static ChangeDirection Direction(bool isBetter) => isBetter ? ChangeDirection.Stronger : ChangeDirection.Weaker;
}
