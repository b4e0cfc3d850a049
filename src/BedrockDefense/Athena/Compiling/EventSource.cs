using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Analysis;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// Scans the table once for one or more rules. The first common table expression keeps the days and calls that any of the rules
/// needs; the next ones compute the columns that the conditions use.
/// </summary>
internal sealed class EventSource
{
    private static readonly string[] GateFields = ["eventSource", "eventName"];

    private readonly CaselessSql _caseless = new();
    private readonly QueryColumns _columns;
    private readonly IReadOnlyList<SigmaRule> _rules;

    public EventSource(IReadOnlyList<SigmaRule> rules, List<Fault> refusals)
    {
        _rules = rules;
        _columns = new QueryColumns(_caseless);
        foreach (var rule in rules.Where(rule => !rule.LogSource.IsCloudTrail))
        {
            refusals.Add(
                new Fault(
                    "only rules with logsource product aws and service cloudtrail can be compiled to Athena",
                    new SourceLocation(rule.File)
                )
            );
        }

        var writer = new ConditionWriter(_columns, _caseless, refusals);
        Conditions = [.. rules.Select(rule => writer.Write(rule.Detection))];
    }

    /// <summary>The condition of each rule on a row of <see cref="Name"/>.</summary>
    public IReadOnlyList<string> Conditions { get; }

    /// <summary>Returns a query for the rows of <see cref="Name"/>, with one row for each rule that matches.</summary>
    /// <param name="column">The name of the column that tells the rules apart.</param>
    /// <param name="values">The literal of each rule for that column.</param>
    public string Matches(string column, IEnumerable<string> values) =>
        $"{Name}\nCROSS JOIN UNNEST(filter(ARRAY["
        + $"{string.Join(",\n  ", Conditions.Zip(values, (condition, value) => $"CASE WHEN {condition} THEN {value} END"))}], "
        + $"v -> v IS NOT NULL)) AS matches({column})";

    /// <summary>The name of the last common table expression.</summary>
    public string Name => _columns.SecondStep.Count > 0 ? "typed" : "gated";

    /// <summary>Returns the common table expressions, after comments that say which field each computed column contains.</summary>
    public string Text(AthenaScope scope)
    {
        // The gate must be written first, because its texts add to the characters that are folded.
        string[] conditions = [$"day >= date_format(current_date - INTERVAL '{scope.Days}' DAY, '%Y/%m/%d')", .. Gate()];
        var gated = $"""
            gated AS (
              SELECT {string.Join(",\n    ", ["*", "\"$path\" AS file", .. _columns.FirstStep])}
              FROM {scope.Database}.{scope.Table}
              WHERE {string.Join("\n    AND ", conditions)}
            )
            """;
        var typed = $"""
            typed AS (
              SELECT {string.Join(",\n    ", ["*", .. _columns.SecondStep])}
              FROM gated
            )
            """;
        return string.Concat(_columns.Legend.Select(line => $"-- {line}\n"))
            + (_columns.SecondStep.Count > 0 ? $"{gated},\n{typed}" : gated);
    }

    private IEnumerable<string> Gate()
    {
        foreach (var field in GateFields)
        {
            var texts = _rules.Select(rule => NecessaryTexts.Of(rule.Detection, field)).ToArray();
            if (texts.Any(text => text is null))
            {
                continue;
            }

            string[] literals = [.. texts.SelectMany(text => text!).Select(text => SqlText.Literal(_caseless.Fold(text))).Distinct()];
            yield return $"{_caseless.Of(TrailTable.TypedColumn(new FieldPath(field))!)} IN ({string.Join(", ", literals)})";
        }
    }
}
