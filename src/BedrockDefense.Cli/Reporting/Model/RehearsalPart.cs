namespace BedrockDefense.Cli.Reporting.Model;

/// <summary>The rehearsed attacks.</summary>
/// <param name="Title">What happens in the chain.</param>
/// <param name="Attacker">Who attacks in it, and where.</param>
/// <param name="Coverage">Whom the guardrails restrict.</param>
/// <param name="Steps">The steps of the chain.</param>
/// <param name="Path">The way of an event of the chain, from the account to people; empty when no message was sent.</param>
/// <param name="Scenarios">All scenarios.</param>
internal sealed record RehearsalPart(
    string Title,
    string Attacker,
    string Coverage,
    IReadOnlyList<ChainStep> Steps,
    IReadOnlyList<PathStation> Path,
    IReadOnlyList<ScenarioRow> Scenarios
);

/// <summary>A step of the attack chain.</summary>
/// <param name="Number">The number of the step, from 1.</param>
/// <param name="Name">What the attacker does.</param>
/// <param name="Marks">Whether it was prevented, detected, alerted and restored.</param>
/// <param name="Calls">The calls.</param>
/// <param name="Remark">What was observed, or why no more was expected; null for nothing.</param>
internal sealed record ChainStep(int Number, string Name, IReadOnlyList<Mark> Marks, IReadOnlyList<ChainCall> Calls, string? Remark);

/// <summary>A result in a word or two.</summary>
/// <param name="Text">The words.</param>
/// <param name="Tone">How good it is.</param>
internal sealed record Mark(string Text, Tone Tone);

/// <summary>A call of a step.</summary>
/// <param name="Action">The IAM action.</param>
/// <param name="PreventedBy">What stopped it, with the statement; null when nothing did.</param>
/// <param name="Detections">The detections that fired.</param>
/// <param name="Messages">The messages that were sent.</param>
/// <param name="Notes">What else is to be said of it.</param>
internal sealed record ChainCall(
    string Action,
    Reference? PreventedBy,
    IReadOnlyList<Reference> Detections,
    IReadOnlyList<Reference> Messages,
    IReadOnlyList<string> Notes
);

/// <summary>A station on an event's way.</summary>
/// <param name="Kind">What it is, such as a rule or a topic.</param>
/// <param name="Items">The names there.</param>
internal sealed record PathStation(string Kind, IReadOnlyList<Reference> Items);

/// <summary>A scenario in a line.</summary>
/// <param name="Id">The id.</param>
/// <param name="Title">What happens.</param>
/// <param name="Verdict">Whether its expectations were met.</param>
/// <param name="Prevented">How many of how many calls were prevented.</param>
/// <param name="Percent">The same in percent.</param>
/// <param name="Detections">The detections that fired.</param>
/// <param name="Unmet">The expectations that were not met.</param>
internal sealed record ScenarioRow(
    string Id,
    string Title,
    Mark Verdict,
    string Prevented,
    string Percent,
    IReadOnlyList<Reference> Detections,
    IReadOnlyList<string> Unmet
);
