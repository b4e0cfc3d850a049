using System.Globalization;
using BedrockDefense.Catalog;
using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// Writes a correlation over the matches of its rules. The events of each group are numbered in order of time, and within a second
/// in the order of their rules. Ending events are removed after their places are noted. The SQL then computes for each event: the
/// number of the first event in its window, whether the condition holds at the event, and the number of the event where that match
/// began. Events whose matches began at the same event belong to one finding, which the earliest of them reports. An event also
/// belongs to the finding before it while the condition continues to hold. Only window functions are used, because a join would
/// scan the table again and Athena bills each scan.
/// </summary>
internal sealed class CorrelationWriter
{
    private const string RowsUpToCurrent = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
    private const string RowsBeforeCurrent = "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING";
    private const string RowsOfEarlierSeconds = "RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING";
    private const string RowsFromCurrent = "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING";

    private readonly Hunt _hunt;
    private readonly EventSource _source;
    private readonly string[] _groups;
    private readonly string[] _values;
    private readonly string _group;

    public CorrelationWriter(Hunt hunt, EventSource source, List<Fault> refusals)
    {
        (_hunt, _source) = (hunt, source);
        _groups = [.. hunt.Correlation.GroupBy.Select((name, index) => $"{Column(name, refusals)} AS group_{index + 1}")];
        _values = [.. hunt.Correlation.Fields.Select((name, index) => $"{Column(name, refusals)} AS value_{index + 1}")];
        _group = _groups.Length == 0 ? "" : $"PARTITION BY {string.Join(", ", Groups)} ";
    }

    private SigmaCorrelation Correlation => _hunt.Correlation;

    private int[] Order => [.. Correlation.Rules.Select(_hunt.NumberOf)];

    private string IsEnd => $"rule = {_hunt.NumberOf(Correlation.Until!)}";

    /// <summary>The window partition with the events of a group in the same second.</summary>
    private string Second => $"PARTITION BY {string.Concat(Groups.Select(group => $"{group}, "))}seconds";

    private IEnumerable<string> Groups => _groups.Select((_, index) => $"group_{index + 1}");

    private IEnumerable<string> Values => _values.Select((_, index) => $"value_{index + 1}");

    private string Seconds => SqlText.Number((decimal)Correlation.Timespan.TotalSeconds);

    private string Span => $"RANGE BETWEEN {Seconds} PRECEDING AND CURRENT ROW";

    /// <summary>Returns the common table expressions and the query.</summary>
    public string Text()
    {
        List<string> steps =
        [
            Step(
                "matched",
                $"""
                SELECT {string.Join(
                    ", ",
                    [
                        AthenaCompiler.EventColumns,
                        "rule",
                        "TRY(to_unixtime(from_iso8601_timestamp(eventtime))) AS seconds",
                        .. _groups,
                        .. _values,
                    ]
                )}
                FROM {_source.Matches("rule", _hunt.Rules.Select((_, rule) => $"{rule}"))}
                """
            ),
            // An event that was delivered twice counts once. An event without a value to group or count by is left out.
            Step(
                "once",
                $"""
                SELECT *, row_number() OVER ({Second}, rule, eventid ORDER BY file) AS delivery
                FROM matched
                WHERE {string.Join(
                    " AND ",
                    [
                        "seconds IS NOT NULL",
                        .. Groups.Select(group => $"{group} IS NOT NULL"),
                        .. Values.Select(value => $"{value} IS NOT NULL"),
                    ]
                )}
                """
            ),
            Step(
                "numbered",
                $"""
                SELECT *, {EventNumber} AS number
                FROM once
                WHERE delivery = 1 OR eventid IS NULL
                """
            ),
            .. WriteEnds(),
            Step(
                "windowed",
                $"""
                SELECT *, {FirstNumber} AS first_number
                FROM {(Correlation.Until is null ? "numbered" : $"ended\nWHERE NOT ({IsEnd})")}
                """
            ),
            .. Correlation.Type switch
            {
                CorrelationType.EventCount => WriteCount("windowed", "number - first_number + 1"),
                CorrelationType.ValueCount => WriteValueCount(),
                CorrelationType.Temporal => WriteTemporal(),
                _ => WriteTemporalOrdered(),
            },
            Step(
                "holding",
                $"""
                SELECT *, lag(eventtime, {OffsetTo("start_number")}) OVER ({_group}ORDER BY number) AS since,
                  lag(seconds, {OffsetTo("start_number")}) OVER ({_group}ORDER BY number) AS since_seconds,
                  lag(seconds) OVER ({_group}ORDER BY number) AS seconds_before
                FROM judged
                """
            ),
            Step(
                "found",
                $"""
                SELECT *, row_number() OVER (PARTITION BY {string.Concat(Groups.Select(group => $"{group}, "))}start_number{(
                    Correlation.Until is null ? "" : ", last_until"
                )} ORDER BY number) AS place
                FROM holding
                WHERE holds
                """
            ),
            Step(
                "stretches",
                $"""
                SELECT *, lag(since_seconds) OVER ({_group}ORDER BY number) AS earlier_seconds, lag(number) OVER ({
                    _group
                }ORDER BY number) AS earlier_number
                FROM found
                WHERE place = 1
                """
            ),
        ];
        return $"{string.Join(",\n", steps)}\nSELECT {AthenaCompiler.ShownColumns}, since\nFROM stretches\nWHERE {IsNew}\nORDER BY "
            + "eventtime, eventid";
    }

    /// <summary>
    /// Whether a span is new, and does not continue the span before it. A span continues when the condition holds again at the
    /// first event after the timespan: then the event right before is still within the timespan, and nothing has ended the
    /// correlation since.
    /// </summary>
    private string IsNew =>
        $"earlier_number IS NULL OR seconds_before - earlier_seconds > {Seconds}"
        + $"{(Correlation.Until is null ? "" : " OR earlier_number <= last_until")}";

    /// <summary>
    /// The number of an event in its group, in the order of time. An event that ends a correlation does not count, and gets the
    /// number of the last event before it.
    /// </summary>
    private string EventNumber
    {
        get
        {
            var order = $"{_group}ORDER BY seconds, rule, eventid NULLS FIRST, file";
            return Correlation.Until is null
                ? $"row_number() OVER ({order})"
                : $"count(CASE WHEN {IsEnd} THEN NULL ELSE 1 END) OVER ({order} {RowsUpToCurrent})";
        }
    }

    /// <summary>
    /// The number of the first event in the window of an event. The window covers the timespan, but no second before the second of
    /// the last ending event. Events of that same second belong to the window, since they may have come after the ending event.
    /// </summary>
    private string FirstNumber
    {
        get
        {
            var within = $"min(number) OVER ({_group}ORDER BY seconds {Span})";
            return Correlation.Until is null ? within : $"greatest({within}, since_until)";
        }
    }

    /// <summary>
    /// Computes two numbers for each event: that of the last event before the last ending event, and that of the first event of
    /// that second. An ordinary event comes before an ending event of the same second, and sees only the ending events of earlier
    /// seconds.
    /// </summary>
    private IEnumerable<string> WriteEnds() =>
        Correlation.Until is null
            ? []
            :
            [
                Step(
                    "ending",
                    $"SELECT *, CASE WHEN {IsEnd} THEN 1 + number - count(CASE WHEN {IsEnd} THEN NULL ELSE 1 END) OVER ("
                        + $"{Second}) END AS second_number\nFROM numbered"
                ),
                Step(
                    "ended",
                    $"""
                    SELECT *, COALESCE(max(CASE WHEN {IsEnd} THEN number END) OVER ({_group}ORDER BY seconds, rule), 0) AS last_until,
                      COALESCE(max(second_number) OVER ({_group}ORDER BY seconds, rule), 0) AS since_until
                    FROM ending
                    """
                ),
            ];

    private IEnumerable<string> WriteCount(string from, string count)
    {
        yield return Step("judged", $"SELECT *, first_number AS start_number, {WriteCountCondition(count)} AS holds\nFROM {from}");
    }

    /// <summary>
    /// Counts the events of a window whose value occurs for the first time in the window. It counts the repeated values of all
    /// events, and subtracts those whose earlier occurrence has left the window since.
    /// </summary>
    private IEnumerable<string> WriteValueCount()
    {
        var value = $"PARTITION BY {string.Join(", ", [.. Groups, .. Values])} ORDER BY number";
        yield return Step(
            "valued",
            $"SELECT *, lag(number) OVER ({value}) AS earlier_same, lead(first_number) OVER ({value}) AS first_of_next\nFROM windowed"
        );
        yield return Step(
            "repeated",
            $"""
            SELECT *, count(CASE WHEN earlier_same >= first_number THEN 1 END) OVER ({_group}ORDER BY number {RowsUpToCurrent}) AS repeats,
              count(CASE WHEN first_of_next <= number THEN 1 END) OVER ({_group}ORDER BY number {RowsBeforeCurrent}) AS repeated_before
            FROM valued
            """
        );
        yield return Step(
            "differing",
            $"SELECT *, number - first_number + 1 - repeats + lag(repeated_before, {OffsetTo("first_number")}) OVER ({_group}"
                + "ORDER BY number) AS differing_values\nFROM repeated"
        );
        foreach (var step in WriteCount("differing", "differing_values"))
        {
            yield return step;
        }
    }

    private IEnumerable<string> WriteTemporal()
    {
        int[] rules = [.. Order.Distinct()];
        var last = rules.Select(rule =>
            $"max(CASE WHEN rule = {rule} THEN number END) OVER ({_group}ORDER BY number {RowsUpToCurrent}) AS last_{rule}"
        );
        yield return Step("seen", $"SELECT {string.Join(",\n  ", ["*", .. last])}\nFROM windowed");
        var matched = string.Join(" + ", rules.Select(rule => $"CASE WHEN last_{rule} >= first_number THEN 1 ELSE 0 END"));
        var holds = Correlation.Condition.Count == 0 ? $"{matched} = {rules.Length}" : WriteCountCondition($"({matched})");
        yield return Step("judged", $"SELECT *, first_number AS start_number, {holds} AS holds\nFROM seen");
    }

    /// <summary>
    /// Finds the latest start of a complete chain of events in the given order. The window contains a chain when that start is in
    /// the window. Events of one second have no known order. So each step continues a chain from an earlier second, or starts one
    /// in this second, provided that this second has enough events for the steps between.
    /// </summary>
    private IEnumerable<string> WriteTemporalOrdered()
    {
        var order = Order;
        int[] rules = [.. order.Distinct()];

        // The events of the last step are numbered last within their second, so all other events of that second precede them.
        yield return Step(
            "counted",
            $"""
            SELECT {string.Join(",\n  ", [
                "*",
                $"dense_rank() OVER ({_group}ORDER BY seconds) AS moment",
                $"min(number) OVER ({Second}) AS chain_0",
                .. rules.Select(rule => $"count(CASE WHEN rule = {rule} THEN 1 END) OVER ({Second}) AS events_{rule}"),
                $"count(CASE WHEN rule = {order[^1]} THEN 1 END) OVER ({Second} ORDER BY number {RowsUpToCurrent}) AS completing",
            ])}
            FROM windowed
            """
        );
        for (var steps = 1; steps < order.Length; steps++)
        {
            yield return Step(
                $"step_{steps}",
                $"SELECT *, COALESCE(max({WriteReached(steps, rule => $"events_{rule}")}) OVER ({_group}ORDER BY moment "
                    + $"{RowsOfEarlierSeconds}), 0) AS chain_{steps}\nFROM {From(steps)}"
            );
        }

        // A chain of one step starts and ends at the same event.
        var next = $"min(CASE WHEN rule = {order[0]} THEN number END) OVER ({_group}ORDER BY number {RowsFromCurrent})";
        yield return Step("begun", $"SELECT *, {(order.Length == 1 ? "number" : next)} AS next_start\nFROM {From(order.Length)}");
        yield return Step(
            "judged",
            $"""
            SELECT *, {(
                order.Length == 1 ? "number" : $"lag(next_start, {OffsetTo("first_number")}) OVER ({_group}ORDER BY number)"
            )} AS start_number,
              rule = {order[^1]} AND {WriteReached(
                order.Length,
                rule => rule == order[^1] ? "completing" : $"events_{rule}"
            )} >= first_number AS holds
            FROM begun
            """
        );

        static string From(int steps) => steps == 1 ? "counted" : $"step_{steps - 1}";

        // One alternative for each number of steps that are complete before this second.
        string WriteReached(int steps, Func<int, string> events) =>
            WriteGreatest(
                Enumerable
                    .Range(0, steps)
                    .Select(done => (Done: done, Needs: order[done..steps].CountBy(rule => rule)))
                    .Select(way => (way.Done, Needs: way.Needs.Select(need => $"{events(need.Key)} >= {need.Value}")))
                    .Select(way => $"CASE WHEN {string.Join(" AND ", way.Needs)} THEN chain_{way.Done} ELSE 0 END")
            );
    }

    private static string WriteGreatest(IEnumerable<string> values) =>
        values.ToArray() is [var only] ? only : $"greatest({string.Join(", ", values)})";

    // Without a start there is no row to go back to. Trino accepts neither NULL nor a negative number as an offset.
    private static string OffsetTo(string to) => $"CAST(greatest(COALESCE(number - {to}, 0), 0) AS integer)";

    private string WriteCountCondition(string count) =>
        string.Join(
            " AND ",
            Correlation.Condition.Select(criterion =>
                string.Create(CultureInfo.InvariantCulture, $"{count} {Sign(criterion.Comparison)} {criterion.Count}")
            )
        );

    private static string Sign(CountComparison comparison) =>
        comparison switch
        {
            CountComparison.Equal => "=",
            CountComparison.NotEqual => "<>",
            CountComparison.Less => "<",
            CountComparison.LessOrEqual => "<=",
            CountComparison.Greater => ">",
            _ => ">=",
        };

    /// <summary>Returns the column for a name in <c>group-by</c> or in a count. With an alias, the field depends on the rule.</summary>
    private string Column(string name, List<Fault> refusals)
    {
        string[] columns = [.. _hunt.Rules.Select(rule => TypedColumn(_hunt.FieldOf(name, rule)))];
        return columns.Distinct().Count() == 1
            ? columns[0]
            : $"CASE rule {string.Join(" ", columns.Select((column, rule) => $"WHEN {rule} THEN {column}"))} END";

        string TypedColumn(string field)
        {
            if (
                TrailTable.TypedColumn(new FieldPath(field)) is { } column
                && CloudTrailShape.KindOf(new FieldPath(field)) != FieldKind.Boolean
            )
            {
                return column;
            }

            refusals.Add(
                new Fault(
                    $"events cannot be grouped or counted by {VisibleText.Quote(field)}: the table has no column with one text for it",
                    new SourceLocation(Correlation.File)
                )
            );
            return "NULL";
        }
    }

    private static string Step(string name, string select) => $"{name} AS (\n  {select.ReplaceLineEndings("\n  ")}\n)";
}
