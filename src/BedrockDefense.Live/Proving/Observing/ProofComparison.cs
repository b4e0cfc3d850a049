using System.Globalization;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Live.Proving.Observing;

/// <summary>Compares what was observed of a call with what was predicted.</summary>
internal static class ProofComparison
{
    /// <summary>Lists the differences, a sentence each.</summary>
    /// <param name="predicted">What the rehearsal says.</param>
    /// <param name="detections">The detections whose findings are predicted.</param>
    /// <param name="observed">What was observed.</param>
    public static IEnumerable<string> Of(CallReport predicted, IReadOnlyCollection<string> detections, ObservedCall observed)
    {
        var wentThrough = observed.Outcome is AttackOutcome.Succeeded or AttackOutcome.Failed;
        if (observed.Outcome is AttackOutcome.NotPermitted)
        {
            yield return "the role lacks the permission, so nothing is proved: allow it the call, and try again";
        }
        else if (predicted.PreventedBy is { } by && wentThrough)
        {
            yield return $"predicted was a refusal by {by}, but it was let through";
        }
        else if (predicted.PreventedBy is null && observed.Outcome is (AttackOutcome.Refused or AttackOutcome.RefusedByGuardrail))
        {
            yield return "predicted was that it goes through, but it was refused";
        }

        if (predicted.RestoredBy is { } restorer && observed is { Outcome: AttackOutcome.Succeeded, RestoredAfterSeconds: null })
        {
            yield return $"predicted was a restoration by {restorer}, but nothing was restored in the time";
        }

        if (predicted.IsLogged is { } isLogged && observed.Invocation is { IsSeen: { } isSeen } invocation && isLogged != isSeen)
        {
            yield return isLogged
                ? $"predicted was that the invocation is logged, but its record was not seen in {invocation.Destination} in "
                    + string.Create(CultureInfo.InvariantCulture, $"{invocation.WaitedSeconds:0.#} s")
                : $"predicted was that the invocation is not logged, but its record is in {invocation.Destination}";
        }

        var arrived = observed.Alerts.Select(alert => alert.Detection).ToHashSet(StringComparer.Ordinal);
        foreach (var detection in detections.Where(detection => !arrived.Contains(detection)))
        {
            yield return $"the alert of {detection} was predicted, but did not arrive in the time";
        }

        foreach (var detection in arrived.Where(detection => !detections.Contains(detection)).Order(StringComparer.Ordinal))
        {
            yield return $"the alert of {detection} arrived, but was not predicted";
        }
    }
}
