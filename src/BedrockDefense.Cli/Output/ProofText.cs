using System.Globalization;
using BedrockDefense.Live.Proving;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Cli.Output;

/// <summary>Says in words what was predicted and observed of a call.</summary>
internal static class ProofText
{
    /// <summary>Says how it went, and how much of it nobody knows.</summary>
    public static string Summary(ProofReport report)
    {
        var made = report.Made.Count();
        var differences = report.Differences.Count();
        return $"{made} {(made == 1 ? "call" : "calls")} made{(report.IsInterrupted ? " before the interruption" : "")}, "
            + (differences == 0 ? "all that was seen of them as predicted" : $"{differences} differences")
            + $"; {report.NotMade} not made, each for the reason beside it; {report.Unseen.Count} things could not be seen";
    }

    /// <summary>Says what was predicted, a line each.</summary>
    public static IEnumerable<string> Predicted(CallReport call)
    {
        yield return call.PreventedBy is { } by ? $"refused: {by}" : "goes through";
        if (call.RestoredBy is { } restorer)
        {
            yield return $"restored by {restorer}";
        }
        else if (call.NotRestored is { } reason)
        {
            yield return $"not restored: {reason}";
        }

        if (call.IsLogged is { } isLogged)
        {
            yield return isLogged ? "logged" : "not logged";
        }

        foreach (var detection in call.Findings)
        {
            yield return $"alert {detection}";
        }
    }

    /// <summary>Says what was observed, a line each.</summary>
    public static IEnumerable<string> Observed(ObservedCall call)
    {
        var outcome = call.Outcome switch
        {
            AttackOutcome.Succeeded => "went through",
            AttackOutcome.RefusedByGuardrail => "refused by an organization policy",
            AttackOutcome.Refused => "refused; AWS does not say by what",
            AttackOutcome.NotPermitted => "refused by the role's own permissions",
            AttackOutcome.Failed => "let through, and failed",
            _ => "not answered, so nobody knows",
        };
        yield return call.Answer is { } answer ? $"{outcome}: {answer}" : outcome;
        if (call.RestoredAfterSeconds is { } seconds)
        {
            yield return $"restored after {Seconds(seconds)}";
        }

        if (call.Invocation is { } invocation)
        {
            yield return invocation switch
            {
                { SeenAfterSeconds: { } after } => $"logged: its record is in {invocation.Destination} after {Seconds(after)}",
                { NotRead: { } reason } => $"nobody knows whether it was logged: {reason}",
                _ => $"its record was not seen in {invocation.Destination} in {Seconds(invocation.WaitedSeconds)}",
            };
        }

        foreach (var alert in call.Alerts)
        {
            yield return $"alert {alert.Detection} after {Seconds(alert.AfterSeconds)}";
        }
    }

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s");
}
