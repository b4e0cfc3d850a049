using BedrockDefense.Catalog;
using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Stack.Techniques;

namespace BedrockDefense.Cli.Reporting.Parts;

/// <summary>Makes the parts of a report that show the matrices of ATT&amp;CK and ATLAS.</summary>
internal static class TechniqueParts
{
    private const int MostEvidence = 5;

    private static readonly AttackTactic Unknown = new("", "Tactic not known");

    /// <summary>Makes the part.</summary>
    /// <param name="anchor">The place of the matrix on the page.</param>
    /// <param name="matrix">The name of the matrix.</param>
    /// <param name="results">What was shown of its techniques.</param>
    /// <param name="sources">The sources of the page.</param>
    public static TechniquesPart Of(string anchor, string matrix, IReadOnlyList<TechniqueResult> results, SourceList sources) =>
        new(
            anchor,
            matrix,
            [
                .. results
                    .CountBy(result => result.Outcome)
                    .OrderBy(count => count.Key)
                    .Select(count => new Mark($"{count.Value} {Word(count.Key)}", ToneOf(count.Key))),
            ],
            [
                .. results
                    .SelectMany(result =>
                        result.Technique.Tactics.DefaultIfEmpty(Unknown).Select(tactic => (Tactic: tactic, Cell: Cell(result, sources)))
                    )
                    .GroupBy(one => one.Tactic)
                    .OrderBy(column => column.Key.Id, StringComparer.Ordinal)
                    .Select(column => new TacticColumn(column.Key.Name, [.. column.Select(one => one.Cell)])),
            ]
        );

    private static TechniqueCell Cell(TechniqueResult result, SourceList sources) =>
        new(
            result.Technique.Id,
            result.Technique.Name ?? "",
            new Mark(Word(result.Outcome), ToneOf(result.Outcome)),
            [.. result.Detections.Select(sources.Rule)],
            [.. result.Evidence.Take(MostEvidence).Select(one => one.ToString())],
            result.Evidence.Count > MostEvidence ? $"{result.Evidence.Count - MostEvidence} more steps" : null
        );

    private static string Word(TechniqueOutcome outcome) =>
        outcome switch
        {
            TechniqueOutcome.Prevented => "prevented",
            TechniqueOutcome.Detected => "detected",
            TechniqueOutcome.Missed => "missed",
            _ => "not rehearsed",
        };

    private static Tone ToneOf(TechniqueOutcome outcome) =>
        outcome switch
        {
            TechniqueOutcome.Prevented or TechniqueOutcome.Detected => Tone.Good,
            TechniqueOutcome.Missed => Tone.Bad,
            _ => Tone.Plain,
        };
}
