using System.Text.Json.Serialization;

namespace BedrockDefense.Stack.Rehearsal;

/// <summary>The result of a scenario.</summary>
/// <param name="Scenario">The scenario's id.</param>
/// <param name="Title">The scenario's title, which says what happens.</param>
/// <param name="Principal">The attacker, as <c>aws:PrincipalArn</c>.</param>
/// <param name="Region">The Region of the attack.</param>
/// <param name="GuardrailTargets">The targets to which the guardrails were attached.</param>
/// <param name="Coverage">The accounts that the guardrails restrict there, and those they do not.</param>
/// <param name="Steps">The results of the steps, in order.</param>
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

    /// <summary>
    /// Whether the scenario was played with other guardrails or settings than the configuration has. What it shows is then not true of
    /// the configuration.
    /// </summary>
    [JsonIgnore]
    public bool HasOtherSettings { get; init; }
}

/// <summary>The result of a step.</summary>
/// <param name="Name">The name of the step.</param>
/// <param name="Calls">The results of the calls, in order.</param>
/// <param name="Observed">What was observed; null for a step that makes calls.</param>
/// <param name="Because">The reason why no more was expected of the step; null when there is nothing to explain.</param>
/// <param name="Unmet">The expectations that were not met, a sentence each.</param>
public sealed record StepReport(
    string Name,
    IReadOnlyList<CallReport> Calls,
    string? Observed,
    string? Because,
    IReadOnlyList<string> Unmet
)
{
    /// <summary>How much of what an observation looks for is missing: unlogged invocations, a lost canary, an event not kept.</summary>
    [JsonIgnore]
    public int Missing { get; init; }
}

/// <summary>The result of a call.</summary>
/// <param name="Action">The IAM action.</param>
/// <param name="As">The caller, if this was not the scenario's attacker: the role, user or root user, and its session.</param>
/// <param name="EventId">The id of the event that CloudTrail records for the call.</param>
/// <param name="PreventedBy">What stopped the call; null when nothing did.</param>
/// <param name="Effect">What the call changed, if that matters to the story; otherwise null.</param>
/// <param name="RestoredBy">The state machine that restored the logging configuration; null when none did.</param>
/// <param name="NotRestored">The reason why a state machine could not restore it; null when none tried without success.</param>
/// <param name="Detections">The ids of the detections that fired.</param>
/// <param name="Messages">The messages that reached the topics.</param>
/// <param name="Failures">The deliveries that failed.</param>
/// <param name="RestoreFaults">The faults of the restoration, a sentence each.</param>
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
)
{
    /// <summary>
    /// Whether the invocation of a model was logged with prompt and answer; null when the call invoked none, or was made in a Region that
    /// the stack does not govern.
    /// </summary>
    [JsonIgnore]
    public bool? IsLogged { get; init; }

    /// <summary>Whether a guardrail stopped the call, and not the policy of a role or of a resource, or its owner.</summary>
    [JsonIgnore]
    public bool IsStoppedByGuardrail { get; init; }

    /// <summary>
    /// The ids of the detections that look for such a call, among those that <see cref="Rehearser.Play"/> was given. Their rule matches
    /// the record of the call, as it is or as it would be if nothing had refused the call. The stack may lack them, and its path may be
    /// broken.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<string> SearchedBy { get; init; } = [];

    /// <summary>The ids of the detections of which a finding reached the findings topic, each once.</summary>
    [JsonIgnore]
    public IEnumerable<string> Findings =>
        Messages.Where(message => message.Channel == DeliveredMessage.FindingsChannel).Select(message => message.Detection).Distinct();
}

/// <summary>The result of one event.</summary>
/// <param name="Detections">The ids of the detections that fired, or that would have fired if the event had been forwarded.</param>
/// <param name="Messages">The messages that reached the topics, with the subscribers.</param>
/// <param name="Failures">The deliveries that failed.</param>
public sealed record EventReport(
    IReadOnlyList<string> Detections,
    IReadOnlyList<DeliveredMessage> Messages,
    IReadOnlyList<FailedDelivery> Failures
)
{
    /// <summary>
    /// The reason why no forwarder sends the event to the central bus, so that nobody is alerted; null when one does.
    /// </summary>
    public string? NotForwarded { get; init; }
}
