using System.Text;
using BedrockDefense.Athena.Compiling;
using BedrockDefense.Sigma;

namespace BedrockDefense.Athena;

/// <summary>
/// Compiles a rule to an Athena statement (engine version 3, which is Trino) that finds, in the trail's table
/// (<see cref="TrailTable"/>), exactly the events that <see cref="SigmaEvaluator"/> matches, or refuses. Records are taken
/// to have CloudTrail's documented shape.
/// </summary>
public static class AthenaCompiler
{
    /// <summary>The longest statement Athena takes, in bytes ("Service Quotas", Athena user guide).</summary>
    public const int MaximumBytes = 262_144;

    private static readonly string[] GateFields = ["eventSource", "eventName"];

    /// <summary>What every query shows of an event.</summary>
    internal const string Shown =
        """eventtime, eventid, eventname, account, region, useridentity.arn AS principal, sourceipaddress, errorcode, file""";

    /// <summary>Compiles a rule whose placeholders are filled.</summary>
    /// <exception cref="NotSupportedByAthenaException">SQL cannot say it exactly; with every reason found.</exception>
    public static AthenaQuery Compile(SigmaRule rule, AthenaScope? scope = null)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var refusals = new List<Fault>();
        var events = Events(rule, scope ?? new AthenaScope(), "event", "", refusals);
        ThrowIfAny(refusals);
        return Finish(rule, $"WITH\n{events}\nSELECT eventtime, eventid, eventname, account, region, principal, sourceipaddress, errorcode, file\nFROM event_matched\nORDER BY eventtime, eventid");
    }

    /// <summary>The common table expressions of a rule; the last, named with the suffix <c>_matched</c>, has the events it matches.</summary>
    internal static string Events(SigmaRule rule, AthenaScope scope, string name, string more, List<Fault> refusals)
    {
        if (rule.LogSource is not { Product: "aws", Service: "cloudtrail" })
            refusals.Add(new Fault("only rules with logsource product aws and service cloudtrail can be compiled to Athena", new SourceLocation(rule.File)));
        var caseless = new CaselessText();
        var columns = new QueryColumns(caseless);
        var writer = new ConditionWriter(columns, caseless, refusals);
        var condition = writer.Write(rule.Detection);
        var gate = refusals.Count == 0 ? Gate(rule.Detection, caseless) : [];
        return Text(scope, name, more, columns, condition, gate);
    }

    private static string[] Gate(DetectionNode detection, CaselessText caseless) =>
        [.. GateFields
            .Select(field => (Column: TrailTable.Typed(new FieldPath(field))!, Texts: NecessaryTexts.Of(detection, field)))
            .Where(gate => gate.Texts is not null)
            // The expression comes after the texts, whose characters it maps.
            .Select(gate => (gate.Column, Texts: string.Join(", ", gate.Texts!.Select(text => SqlText.Literal(caseless.Fold(text))).Distinct())))
            .ToArray()
            .Select(gate => $"{caseless.Of(gate.Column)} IN ({gate.Texts})")];

    private static string Text(AthenaScope scope, string name, string more, QueryColumns columns, string condition, string[] gate)
    {
        var gated = $"""
            {name}_gated AS (
              SELECT {string.Join(",\n    ", ["*", "\"$path\" AS file", .. columns.First])}
              FROM {scope.Database}.{scope.Table}
              WHERE {string.Join("\n    AND ", [$"day >= date_format(current_date - INTERVAL '{scope.Days}' DAY, '%Y/%m/%d')", .. gate])}
            )
            """;
        var typed = $"""
            {name}_typed AS (
              SELECT {string.Join(",\n    ", ["*", .. columns.Second])}
              FROM {name}_gated
            )
            """;
        var matched = $"""
            {name}_matched AS (
              SELECT {Shown}{more}
              FROM {name}_{(columns.Second.Count > 0 ? "typed" : "gated")}
              WHERE {condition}
            )
            """;
        return string.Concat(columns.Legend.Select(line => $"-- {line}\n")) + string.Join(",\n", columns.Second.Count > 0 ? [gated, typed, matched] : [gated, matched]);
    }

    internal static AthenaQuery Finish(SigmaDocument document, string statement)
    {
        // Rule text in a comment stays on its line.
        var sql = $"""
            -- {VisibleText.Of(document.Title)}
            -- Narrow it where you can: AND account = '111122223333' AND region = 'eu-central-1'; Athena bills the bytes scanned.
            {statement}
            """.ReplaceLineEndings("\n");
        var bytes = Encoding.UTF8.GetByteCount(sql);
        return bytes <= MaximumBytes
            ? new AthenaQuery(document.Title, sql)
            : throw new NotSupportedByAthenaException([new Fault($"the statement has {bytes:N0} bytes; Athena takes {MaximumBytes:N0}", new SourceLocation(document.File))]);
    }

    internal static void ThrowIfAny(List<Fault> refusals)
    {
        if (refusals.Count > 0)
            throw new NotSupportedByAthenaException([.. refusals.Distinct().OrderBy(fault => fault.Location?.Line).ThenBy(fault => fault.Location?.Column)]);
    }
}
