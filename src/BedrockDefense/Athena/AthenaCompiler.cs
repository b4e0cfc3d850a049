using System.Text;
using BedrockDefense.Athena.Compiling;
using BedrockDefense.Catalog;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Athena;

/// <summary>
/// Compiles a rule to an Athena statement (engine version 3, which is Trino). In the table of the trail (<see cref="TrailTable"/>),
/// the statement finds exactly the events that <see cref="SigmaEvaluator"/> matches; otherwise the rule is refused. The compiler
/// relies on the shape of records that CloudTrail documents: a typed field that does not apply is absent, and never null. Only
/// parameters, responses and the like can be null.
/// </summary>
public static class AthenaCompiler
{
    /// <summary>The maximum size of an Athena statement in bytes ("Service Quotas", Athena user guide).</summary>
    public const int MaximumBytes = 262_144;

    /// <summary>The columns that the result of every query shows.</summary>
    internal const string ShownColumns = "eventtime, eventid, eventname, account, region, principal, sourceipaddress, errorcode, file";

    /// <summary>The SELECT list that computes <see cref="ShownColumns"/> from the columns of the table.</summary>
    internal const string EventColumns =
        "eventtime, eventid, eventname, account, region, useridentity.arn AS principal, sourceipaddress, errorcode, file";

    /// <summary>Compiles a rule whose placeholders are filled.</summary>
    /// <exception cref="NotSupportedByAthenaException">
    /// SQL cannot express the rule exactly. The exception lists every reason found.
    /// </exception>
    public static AthenaQuery Compile(SigmaRule rule, AthenaScope? scope = null)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var refusals = new List<Fault>();
        var source = new EventSource([rule], refusals);
        ThrowIfAny(refusals);
        return Finish(
            rule,
            $"""
            WITH
            {source.Text(scope ?? new AthenaScope())}
            SELECT {EventColumns}
            FROM {source.Name}
            WHERE {source.Conditions[0]}
            ORDER BY eventtime, eventid
            """
        );
    }

    /// <summary>
    /// Compiles a hunt whose rules have their placeholders filled. The statement finds the same as <c>BedrockDefense.Hunting</c>
    /// finds in the same events: each span of time in which the condition of the correlation holds. A row shows the event that
    /// first completes the condition, and when the span began.
    /// </summary>
    /// <exception cref="NotSupportedByAthenaException">
    /// SQL cannot express the hunt exactly. The exception lists every reason found.
    /// </exception>
    public static AthenaQuery Compile(Hunt hunt, AthenaScope? scope = null)
    {
        ArgumentNullException.ThrowIfNull(hunt);
        var refusals = new List<Fault>();
        var source = new EventSource(hunt.Rules, refusals);
        var correlation = new CorrelationWriter(hunt, source, refusals);
        ThrowIfAny(refusals);
        return Finish(hunt.Correlation, $"WITH\n{source.Text(scope ?? new AthenaScope())},\n{correlation.Text()}");
    }

    /// <summary>
    /// Compiles several detections, with their placeholders filled, into one statement. The statement scans the table once for all
    /// of them. Its column <c>detection</c> contains the id of each detection that an event fires.
    /// </summary>
    /// <exception cref="NotSupportedByAthenaException">
    /// SQL cannot express one of the detections exactly. The exception lists every reason found.
    /// </exception>
    public static AthenaQuery Compile(IReadOnlyList<Detection> detections, AthenaScope? scope = null)
    {
        ArgumentNullException.ThrowIfNull(detections);
        var refusals = new List<Fault>();
        var source = new EventSource([.. detections.Select(detection => detection.Rule)], refusals);
        ThrowIfAny(refusals);
        return Finish(
            "All detections",
            "policies/detections",
            $"""
            WITH
            {source.Text(scope ?? new AthenaScope())}
            SELECT detection, {EventColumns}
            FROM {source.Matches("detection", detections.Select(detection => SqlText.Literal(detection.Id)))}
            ORDER BY eventtime, eventid, detection
            """
        );
    }

    private const string HowToNarrow =
        "INTERVAL says how many days before today it looks at. Narrow it where you can: AND account = '111122223333' AND "
        + "region = 'eu-central-1'; Athena bills the bytes scanned, S3 and KMS each file read.";

    private static AthenaQuery Finish(SigmaDocument document, string statement) => Finish(document.Title, document.File, statement);

    private static AthenaQuery Finish(string title, string file, string statement)
    {
        // The title and the file name must stay on their comment lines, so line breaks in them are replaced.
        var sql = $"""
            -- {VisibleText.Of(title)}
            -- {HowToNarrow}
            {statement}
            """.ReplaceLineEndings("\n");
        var bytes = Encoding.UTF8.GetByteCount(sql);
        return bytes <= MaximumBytes
            ? new AthenaQuery(title, sql)
            : throw new NotSupportedByAthenaException([
                new Fault($"the statement has {bytes:N0} bytes; Athena takes {MaximumBytes:N0}", new SourceLocation(file)),
            ]);
    }

    private static void ThrowIfAny(List<Fault> refusals)
    {
        if (refusals.Count > 0)
        {
            throw new NotSupportedByAthenaException([
                .. refusals.Distinct().OrderBy(fault => fault.Location?.Line).ThenBy(fault => fault.Location?.Column),
            ]);
        }
    }
}
