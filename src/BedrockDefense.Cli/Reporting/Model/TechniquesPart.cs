namespace BedrockDefense.Cli.Reporting.Model;

/// <summary>The matrix of MITRE ATT&amp;CK or ATLAS with what the rehearsal showed.</summary>
/// <param name="Anchor">The place of the matrix on the page.</param>
/// <param name="Matrix">The name of the matrix.</param>
/// <param name="Counts">How many techniques there are of each outcome.</param>
/// <param name="Tactics">The tactics with their techniques.</param>
internal sealed record TechniquesPart(string Anchor, string Matrix, IReadOnlyList<Mark> Counts, IReadOnlyList<TacticColumn> Tactics);

/// <summary>A tactic.</summary>
/// <param name="Name">The name.</param>
/// <param name="Techniques">The techniques. One that serves several tactics stands in each.</param>
internal sealed record TacticColumn(string Name, IReadOnlyList<TechniqueCell> Techniques);

/// <summary>A technique.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name; empty when it is not known.</param>
/// <param name="Outcome">What the rehearsal showed.</param>
/// <param name="Rules">The detections that look for it.</param>
/// <param name="Evidence">The steps that showed it, a line each.</param>
/// <param name="More">How many more steps there are; null for none.</param>
internal sealed record TechniqueCell(
    string Id,
    string Name,
    Mark Outcome,
    IReadOnlyList<Reference> Rules,
    IReadOnlyList<string> Evidence,
    string? More
);
