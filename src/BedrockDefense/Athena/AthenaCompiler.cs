using System.Text;
using BedrockDefense.Athena.Compiling;
using BedrockDefense.Catalog;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Athena;

/// <summary>
/// Compiles a rule to an Athena statement (engine version 3, which is Trino) that finds, in the trail's table
/// (<see cref="TrailTable"/>), exactly the events that <see cref="SigmaEvaluator"/> matches, or refuses. Records are taken
/// to have CloudTrail's documented shape: what is no parameter, response or the like is left out where it does not apply, and
/// never null.
/// </summary>
public static class AthenaCompiler
{
    /// <summary>The longest statement Athena takes, in bytes ("Service Quotas", Athena user guide).</summary>
    public const int MaximumBytes = 262_144;

    /// <summary>What every query shows of an event.</summary>
    internal const string Shown = "eventtime, eventid, eventname, account, region, principal, sourceipaddress, errorcode, file";

    /// <summary>What every query shows of an event, in terms of the table.</summary>
    internal const string Events =
        "eventtime, eventid, eventname, account, region, useridentity.arn AS principal, sourceipaddress, errorcode, file";

    /// <summary>Compiles a rule whose placeholders are filled.</summary>
    /// <exception cref="NotSupportedByAthenaException">SQL cannot say it exactly; with every reason found.</exception>
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
            SELECT {Events}
            FROM {source.Name}
            WHERE {source.Conditions[0]}
            ORDER BY eventtime, eventid
            """
        );
    }

    /// <summary>
    /// Compiles a hunt whose rules' placeholders are filled. It finds what <c>BedrockDefense.Hunting</c> finds in the same
    /// events: each stretch of time in which the correlation's condition holds, told by the event that completes it first and
    /// by when it began.
    /// </summary>
    /// <exception cref="NotSupportedByAthenaException">SQL cannot say it exactly; with every reason found.</exception>
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
    /// Compiles several detections, their placeholders filled, into one statement: it scans the table once for all of them, and
    /// its column <c>detection</c> has the id of each that an event fires.
    /// </summary>
    /// <exception cref="NotSupportedByAthenaException">SQL cannot say one of them exactly; with every reason found.</exception>
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
            SELECT detection, {Events}
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
        // Rule text in a comment stays on its line.
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
