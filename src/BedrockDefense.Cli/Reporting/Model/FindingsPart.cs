namespace BedrockDefense.Cli.Reporting.Model;

/// <summary>What a hunt found.</summary>
/// <param name="Count">How many findings there are.</param>
/// <param name="Span">From when to when; empty when no time is known.</param>
/// <param name="Groups">The findings, by rule.</param>
internal sealed record FindingsPart(string Count, string Span, IReadOnlyList<FindingGroup> Groups);

/// <summary>The findings of a rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Title">The rule's title.</param>
/// <param name="Level">The rule's level.</param>
/// <param name="Tone">How bad that is.</param>
/// <param name="Count">How many findings there are.</param>
/// <param name="Percent">How many percent of all findings these are.</param>
/// <param name="IsOpen">Whether the rows are shown at once.</param>
/// <param name="Rows">The findings.</param>
internal sealed record FindingGroup(
    Reference Rule,
    string Title,
    string Level,
    Tone Tone,
    string Count,
    string Percent,
    bool IsOpen,
    IReadOnlyList<FindingRow> Rows
);

/// <summary>A finding.</summary>
/// <param name="Time">When.</param>
/// <param name="Account">The account.</param>
/// <param name="Region">The Region.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Principal">Who.</param>
/// <param name="EventId">The event's id.</param>
internal sealed record FindingRow(string Time, string Account, string Region, string Name, string Principal, string EventId);
