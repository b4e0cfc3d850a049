using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Cli.Reporting.Reading;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Reporting.Parts;

/// <summary>Makes the part of a report that shows the findings of a hunt.</summary>
internal static class FindingsParts
{
    // A page with more rows than this is easier to read when each rule can be opened by itself.
    private const int MostOpenRows = 50;

    /// <summary>Makes the part.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="mostRows">How many of them are shown one by one: the first ones. The numbers are of all.</param>
    /// <param name="sources">Collects the rules.</param>
    public static FindingsPart Of(IReadOnlyList<FoundLine> findings, int mostRows, SourceList sources)
    {
        var times = findings.Select(one => one.Row.Time).Where(time => time.Length > 0).Order(StringComparer.Ordinal).ToList();
        var shown = findings.Take(mostRows).ToHashSet(ReferenceEqualityComparer.Instance);
        return new FindingsPart(
            Percent.Number(findings.Count),
            times.Count == 0 ? "" : $"from {times[0]} to {times[^1]}",
            [
                .. findings
                    .GroupBy(one => (one.Rule, one.Title, one.Level))
                    .OrderByDescending(group => group.Key.Level)
                    .ThenByDescending(group => group.Count())
                    .ThenBy(group => group.Key.Rule, StringComparer.Ordinal)
                    .Select(group => new FindingGroup(
                        sources.Rule(group.Key.Rule),
                        group.Key.Title,
                        group.Key.Level.SigmaName(),
                        ToneOf(group.Key.Level),
                        Percent.Number(group.Count()),
                        Percent.Of(group.Count(), findings.Count),
                        findings.Count <= MostOpenRows,
                        [.. group.Where(shown.Contains).Select(one => one.Row)]
                    )),
            ]
        );
    }

    /// <summary>Returns how bad a level is.</summary>
    public static Tone ToneOf(SigmaLevel level) =>
        level switch
        {
            SigmaLevel.Critical or SigmaLevel.High => Tone.Bad,
            SigmaLevel.Medium => Tone.Odd,
            _ => Tone.Plain,
        };
}
