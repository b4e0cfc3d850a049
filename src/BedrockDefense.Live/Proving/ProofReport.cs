using System.Text.Json.Serialization;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Live.Proving;

/// <summary>What was predicted and what was observed when scenarios were played in an account.</summary>
/// <param name="Account">The id of the account.</param>
/// <param name="Role">The ARN of the role that attacked.</param>
/// <param name="Region">The code of the Region of the attack.</param>
/// <param name="Run">The name of the run.</param>
/// <param name="Start">When the run began.</param>
/// <param name="End">When everything was put back.</param>
/// <param name="Coverage">The guardrails' coverage by the stack's own words.</param>
/// <param name="Scenarios">The scenarios, in order.</param>
/// <param name="PutBack">What was put back or removed, a sentence each.</param>
/// <param name="Left">What could not be put back or removed, a sentence each; empty when nothing is left.</param>
/// <param name="Unseen">What could not be observed, a sentence each.</param>
public sealed record ProofReport(
    string Account,
    string Role,
    string Region,
    string Run,
    DateTimeOffset Start,
    DateTimeOffset End,
    string Coverage,
    IReadOnlyList<ProvenScenario> Scenarios,
    IReadOnlyList<string> PutBack,
    IReadOnlyList<string> Left,
    IReadOnlyList<string> Unseen
)
{
    /// <summary>When the canary last arrived before the first call, as a part of a sentence; null when that could not be read.</summary>
    public string? Canary { get; init; }

    /// <summary>Whether the run was interrupted before all scenarios were played.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>The differences between what was predicted and what was observed, a sentence each.</summary>
    [JsonIgnore]
    public IEnumerable<string> Differences =>
        Scenarios.SelectMany(scenario =>
            scenario.Steps.SelectMany(step =>
                step.Calls.SelectMany(call => call.Differences.Select(one => $"{scenario.Id}, {call.Predicted.Action}: {one}"))
            )
        );

    /// <summary>The calls that were made.</summary>
    [JsonIgnore]
    public IEnumerable<ProvenCall> Made =>
        Scenarios.SelectMany(scenario => scenario.Steps.SelectMany(step => step.Calls)).Where(call => call.Observed is not null);

    /// <summary>The number of calls that were not made, each for a reason of its own.</summary>
    [JsonIgnore]
    public int NotMade => Scenarios.Sum(scenario => scenario.Steps.Sum(step => step.Calls.Count(call => call.Observed is null)));

    /// <summary>Whether everything was seen, and nothing is left.</summary>
    [JsonIgnore]
    public bool IsComplete => !IsInterrupted && Left.Count == 0 && Unseen.Count == 0;
}

/// <summary>A scenario that was played.</summary>
/// <param name="Id">The scenario's id.</param>
/// <param name="Title">What happens in it.</param>
/// <param name="Steps">The steps, in order.</param>
public sealed record ProvenScenario(string Id, string Title, IReadOnlyList<ProvenStep> Steps);

/// <summary>A step that was played.</summary>
/// <param name="Name">The name.</param>
/// <param name="Calls">The calls, in order; empty for a step that only observes.</param>
/// <param name="Predicted">What the rehearsal observes; null for a step with calls.</param>
/// <param name="Observed">What was observed, or why nothing was; null for a step with calls.</param>
public sealed record ProvenStep(string Name, IReadOnlyList<ProvenCall> Calls, string? Predicted, string? Observed);

/// <summary>A call, as it was predicted and observed.</summary>
/// <param name="Predicted">What the rehearsal says.</param>
/// <param name="NotMade">The reason why the call was not made; null when it was.</param>
/// <param name="Observed">What was observed; null when the call was not made.</param>
/// <param name="Differences">What was observed otherwise than predicted, a sentence each.</param>
public sealed record ProvenCall(CallReport Predicted, string? NotMade, ObservedCall? Observed, IReadOnlyList<string> Differences);

/// <summary>What was observed of a call.</summary>
/// <param name="Marker">The random text in the call's user agent, by which CloudTrail's record is known.</param>
/// <param name="Time">When it was sent.</param>
/// <param name="Outcome">Whether it went through.</param>
/// <param name="Answer">AWS's own message; null when the call succeeded.</param>
/// <param name="RestoredAfterSeconds">
/// After how many seconds the state was as before without anybody of this run; null when it did not become so.
/// </param>
/// <param name="Alerts">The alerts that arrived, in order.</param>
public sealed record ObservedCall(
    string Marker,
    DateTimeOffset Time,
    AttackOutcome Outcome,
    string? Answer,
    double? RestoredAfterSeconds,
    IReadOnlyList<ObservedAlert> Alerts
)
{
    /// <summary>What was observed of its record; null when the call invoked no model, or did not go through.</summary>
    public ObservedInvocation? Invocation { get; init; }
}

/// <summary>An alert that arrived.</summary>
/// <param name="Detection">The id of the detection.</param>
/// <param name="AfterSeconds">The seconds from the call to the alert.</param>
/// <param name="EventId">CloudTrail's id of the event.</param>
/// <param name="Text">The text as it was delivered.</param>
public sealed record ObservedAlert(string Detection, double AfterSeconds, string EventId, string Text);

/// <summary>The ways in which AWS can answer an attack.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AttackOutcome>))]
public enum AttackOutcome
{
    /// <summary>It went through.</summary>
    Succeeded,

    /// <summary>An organization's policy refused it.</summary>
    RefusedByGuardrail,

    /// <summary>It was refused, and AWS does not say by what.</summary>
    Refused,

    /// <summary>The role lacks the permission, so the guardrails were not tried.</summary>
    NotPermitted,

    /// <summary>It was let through, but the service could not do it.</summary>
    Failed,

    /// <summary>AWS did not answer, so nobody knows.</summary>
    Unknown,
}
