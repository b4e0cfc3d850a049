namespace BedrockDefense.Stack.Rehearsal;

/// <summary>What came of a scenario.</summary>
/// <param name="Scenario">The scenario's id.</param>
/// <param name="Title">What happens in it.</param>
/// <param name="Principal">Who attacked, as <c>aws:PrincipalArn</c>.</param>
/// <param name="Region">Where.</param>
/// <param name="GuardrailTargets">Where the guardrails were attached.</param>
/// <param name="Coverage">Whom they restrict there, and whom not.</param>
/// <param name="Steps">The steps, in order.</param>
public sealed record RehearsalReport(
    string Scenario,
    string Title,
    string Principal,
    string Region,
    IReadOnlyList<string> GuardrailTargets,
    string Coverage,
    IReadOnlyList<StepReport> Steps
)
{
    /// <summary>Whether every expectation was met.</summary>
    public bool IsMet => Steps.All(step => step.Unmet.Count == 0);
}

/// <summary>What came of a step.</summary>
/// <param name="Name">What the step is called.</param>
/// <param name="Calls">The calls that were made, in order.</param>
/// <param name="Observed">What was seen, for a step that looks at something; null for one that makes calls.</param>
/// <param name="Because">Why no more was expected of it; null where nothing has to be explained.</param>
/// <param name="Unmet">Every expectation that was not met, in a sentence.</param>
public sealed record StepReport(
    string Name,
    IReadOnlyList<CallReport> Calls,
    string? Observed,
    string? Because,
    IReadOnlyList<string> Unmet
);

/// <summary>What came of a call.</summary>
/// <param name="Action">The IAM action.</param>
/// <param name="As">Who made it, where that was not the attacker of the scenario: the role, user or root user, and its session.</param>
/// <param name="EventId">The id of the event that CloudTrail makes of it.</param>
/// <param name="PreventedBy">What stopped it; null when nothing did.</param>
/// <param name="Effect">What it brought about, where that matters to the story; null otherwise.</param>
/// <param name="RestoredBy">The state machine that put the logging configuration back; null when none did.</param>
/// <param name="NotRestored">Why one could not; null when none tried in vain.</param>
/// <param name="Detections">The ids of the detections that fired.</param>
/// <param name="Messages">What reached the topics.</param>
/// <param name="Failures">What did not.</param>
/// <param name="RestoreFaults">What went wrong with the restoring, in a sentence each.</param>
public sealed record CallReport(
    string Action,
    string? As,
    string EventId,
    string? PreventedBy,
    string? Effect,
    string? RestoredBy,
    string? NotRestored,
    IReadOnlyList<string> Detections,
    IReadOnlyList<DeliveredMessage> Messages,
    IReadOnlyList<FailedDelivery> Failures,
    IReadOnlyList<string> RestoreFaults
);

/// <summary>What came of one event.</summary>
/// <param name="Detections">The ids of the detections that fired, or would have if the event had been forwarded.</param>
/// <param name="Messages">What reached the topics, and who is subscribed there.</param>
/// <param name="Failures">What did not.</param>
public sealed record EventReport(
    IReadOnlyList<string> Detections,
    IReadOnlyList<DeliveredMessage> Messages,
    IReadOnlyList<FailedDelivery> Failures
)
{
    /// <summary>Why no forwarder sends the event to the central bus, so that nobody is told of it; null where one does.</summary>
    public string? NotForwarded { get; init; }
}
