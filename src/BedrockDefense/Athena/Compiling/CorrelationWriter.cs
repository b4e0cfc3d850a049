using System.Globalization;
using BedrockDefense.Catalog;
using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// Writes a correlation over the matches of its rules. Each group's events are numbered in order of time, those of one second
/// in the order of their rules, and what ends a correlation is taken out after it was noted where; of each event is computed which
/// number its window begins with, whether the condition holds there and with which number that began. An
/// event belongs to the finding of the earliest one with the same beginning: as long as that is within the timespan nothing
/// begins earlier; and to the one before as long as the condition goes on holding. Window functions only: joins would scan the
/// table again, and Athena bills each scan.
/// </summary>
internal sealed class CorrelationWriter
{
    private const string UpToHere = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
    private const string BeforeHere = "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING";
    private const string BeforeThisSecond = "RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING";
    private const string FromHere = "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING";

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

    private string Until => $"rule = {_hunt.NumberOf(Correlation.Until!)}";

    /// <summary>The events of a group that are of one second.</summary>
    private string Second => $"PARTITION BY {string.Concat(Groups.Select(group => $"{group}, "))}seconds";

    private IEnumerable<string> Groups => _groups.Select((_, index) => $"group_{index + 1}");

    private IEnumerable<string> Values => _values.Select((_, index) => $"value_{index + 1}");

    private string Seconds => SqlText.Number((decimal)Correlation.Timespan.TotalSeconds);

    private string Span => $"RANGE BETWEEN {Seconds} PRECEDING AND CURRENT ROW";

    /// <summary>The expressions and the query.</summary>
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
                        AthenaCompiler.Events,
                        "rule",
                        "TRY(to_unixtime(from_iso8601_timestamp(eventtime))) AS seconds",
                        .. _groups,
                        .. _values,
                    ]
                )}
                FROM {_source.Matches("rule", _hunt.Rules.Select((_, rule) => $"{rule}"))}
                """
            ),
            // An event that was delivered twice counts once; one without what it is grouped or counted by belongs nowhere.
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
                SELECT *, {Number} AS number
                FROM once
                WHERE delivery = 1 OR eventid IS NULL
                """
            ),
            .. Ended(),
            Step(
                "windowed",
                $"""
                SELECT *, {First} AS first_number
                FROM {(Correlation.Until is null ? "numbered" : $"ended\nWHERE NOT ({Until})")}
                """
            ),
            .. Correlation.Type switch
            {
                CorrelationType.EventCount => Counted("windowed", "number - first_number + 1"),
                CorrelationType.ValueCount => ValueCounted(),
                CorrelationType.Temporal => Temporal(),
                _ => Ordered(),
            },
            Step(
                "holding",
                $"""
                SELECT *, lag(eventtime, {Back("start_number")}) OVER ({_group}ORDER BY number) AS since,
                  lag(seconds, {Back("start_number")}) OVER ({_group}ORDER BY number) AS since_seconds,
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
        return $"{string.Join(",\n", steps)}\nSELECT {AthenaCompiler.Shown}, since\nFROM stretches\nWHERE {IsNew}\nORDER BY "
            + "eventtime, eventid";
    }

    /// <summary>
    /// Whether a stretch is not the continuation of the one before, in which the condition holds again at the first event
    /// after the timespan: the event right before is then still within it, and nothing has ended it meanwhile.
    /// </summary>
    private string IsNew =>
        $"earlier_number IS NULL OR seconds_before - earlier_seconds > {Seconds}"
        + $"{(Correlation.Until is null ? "" : " OR earlier_number <= last_until")}";

    /// <summary>
    /// The number of an event in its group; what ends a correlation is no event of it, and has the number of the last one before
    /// it.
    /// </summary>
    private string Number
    {
        get
        {
            var order = $"{_group}ORDER BY seconds, rule, eventid NULLS FIRST, file";
            return Correlation.Until is null
                ? $"row_number() OVER ({order})"
                : $"count(CASE WHEN {Until} THEN NULL ELSE 1 END) OVER ({order} {UpToHere})";
        }
    }

    /// <summary>
    /// The number that an event's window begins with: within the timespan, and not before the second of what ended the earlier
    /// ones. What is of that same second may have come after it.
    /// </summary>
    private string First
    {
        get
        {
            var within = $"min(number) OVER ({_group}ORDER BY seconds {Span})";
            return Correlation.Until is null ? within : $"greatest({within}, since_until)";
        }
    }

    /// <summary>
    /// Of each event, which was the last before what ended the earlier ones, and which was the first of that second. An event
    /// of the same second comes before it, and sees only what ended those of earlier seconds.
    /// </summary>
    private IEnumerable<string> Ended() =>
        Correlation.Until is null
            ? []
            :
            [
                Step(
                    "ending",
                    $"SELECT *, CASE WHEN {Until} THEN 1 + number - count(CASE WHEN {Until} THEN NULL ELSE 1 END) OVER ("
                        + $"{Second}) END AS second_number\nFROM numbered"
                ),
                Step(
                    "ended",
                    $"""
                    SELECT *, COALESCE(max(CASE WHEN {Until} THEN number END) OVER ({_group}ORDER BY seconds, rule), 0) AS last_until,
                      COALESCE(max(second_number) OVER ({_group}ORDER BY seconds, rule), 0) AS since_until
                    FROM ending
                    """
                ),
            ];

    private IEnumerable<string> Counted(string from, string count)
    {
        yield return Step("judged", $"SELECT *, first_number AS start_number, {Meets(count)} AS holds\nFROM {from}");
    }

    /// <summary>
    /// The events of a window but for those whose value it had before: of all that repeat a value of their own windows, those
    /// whose earlier one has fallen out since repeat none any more.
    /// </summary>
    private IEnumerable<string> ValueCounted()
    {
        var value = $"PARTITION BY {string.Join(", ", [.. Groups, .. Values])} ORDER BY number";
        yield return Step(
            "valued",
            $"SELECT *, lag(number) OVER ({value}) AS earlier_same, lead(first_number) OVER ({value}) AS first_of_next\nFROM windowed"
        );
        yield return Step(
            "repeated",
            $"""
            SELECT *, count(CASE WHEN earlier_same >= first_number THEN 1 END) OVER ({_group}ORDER BY number {UpToHere}) AS repeats,
              count(CASE WHEN first_of_next <= number THEN 1 END) OVER ({_group}ORDER BY number {BeforeHere}) AS repeated_before
            FROM valued
            """
        );
        yield return Step(
            "differing",
            $"SELECT *, number - first_number + 1 - repeats + lag(repeated_before, {Back("first_number")}) OVER ({_group}"
                + "ORDER BY number) AS differing_values\nFROM repeated"
        );
        foreach (var step in Counted("differing", "differing_values"))
        {
            yield return step;
        }
    }

    private IEnumerable<string> Temporal()
    {
        int[] rules = [.. Order.Distinct()];
        var last = rules.Select(rule =>
            $"max(CASE WHEN rule = {rule} THEN number END) OVER ({_group}ORDER BY number {UpToHere}) AS last_{rule}"
        );
        yield return Step("seen", $"SELECT {string.Join(",\n  ", ["*", .. last])}\nFROM windowed");
        var matched = string.Join(" + ", rules.Select(rule => $"CASE WHEN last_{rule} >= first_number THEN 1 ELSE 0 END"));
        var holds = Correlation.Condition.Count == 0 ? $"{matched} = {rules.Length}" : Meets($"({matched})");
        yield return Step("judged", $"SELECT *, first_number AS start_number, {holds} AS holds\nFROM seen");
    }

    /// <summary>
    /// Of the chains of events in this order that are complete, the latest beginning; the window has one when that is in it.
    /// Each step is reached from one of an earlier second, or begins in this one, by steps for which this second has events
    /// enough, in whatever order they are there.
    /// </summary>
    private IEnumerable<string> Ordered()
    {
        var order = Order;
        int[] rules = [.. order.Distinct()];

        // The last step's events come last in their second, so that each has those before it to choose from.
        yield return Step(
            "counted",
            $"""
            SELECT {string.Join(",\n  ", [
                "*",
                $"dense_rank() OVER ({_group}ORDER BY seconds) AS moment",
                $"min(number) OVER ({Second}) AS chain_0",
                .. rules.Select(rule => $"count(CASE WHEN rule = {rule} THEN 1 END) OVER ({Second}) AS events_{rule}"),
                $"count(CASE WHEN rule = {order[^1]} THEN 1 END) OVER ({Second} ORDER BY number {UpToHere}) AS completing",
            ])}
            FROM windowed
            """
        );
        for (var steps = 1; steps < order.Length; steps++)
        {
            yield return Step(
                $"step_{steps}",
                $"SELECT *, COALESCE(max({Reached(steps, rule => $"events_{rule}")}) OVER ({_group}ORDER BY moment "
                    + $"{BeforeThisSecond}), 0) AS chain_{steps}\nFROM {From(steps)}"
            );
        }

        // An order of one step begins where it ends.
        var next = $"min(CASE WHEN rule = {order[0]} THEN number END) OVER ({_group}ORDER BY number {FromHere})";
        yield return Step("begun", $"SELECT *, {(order.Length == 1 ? "number" : next)} AS next_start\nFROM {From(order.Length)}");
        yield return Step(
            "judged",
            $"""
            SELECT *, {(
                order.Length == 1 ? "number" : $"lag(next_start, {Back("first_number")}) OVER ({_group}ORDER BY number)"
            )} AS start_number,
              rule = {order[^1]} AND {Reached(
                order.Length,
                rule => rule == order[^1] ? "completing" : $"events_{rule}"
            )} >= first_number AS holds
            FROM begun
            """
        );

        static string From(int steps) => steps == 1 ? "counted" : $"step_{steps - 1}";

        // By how many of the steps are done before this second.
        string Reached(int steps, Func<int, string> events) =>
            Greatest(
                Enumerable
                    .Range(0, steps)
                    .Select(done => (Done: done, Needs: order[done..steps].CountBy(rule => rule)))
                    .Select(way => (way.Done, Needs: way.Needs.Select(need => $"{events(need.Key)} >= {need.Value}")))
                    .Select(way => $"CASE WHEN {string.Join(" AND ", way.Needs)} THEN chain_{way.Done} ELSE 0 END")
            );
    }

    private static string Greatest(IEnumerable<string> values) =>
        values.ToArray() is [var only] ? only : $"greatest({string.Join(", ", values)})";

    // Where nothing began there is no row to go back to, and Trino takes neither NULL nor less than nothing for a distance.
    private static string Back(string to) => $"CAST(greatest(COALESCE(number - {to}, 0), 0) AS integer)";

    private string Meets(string count) =>
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

    /// <summary>The column that a name stands for, which may depend on the rule.</summary>
    private string Column(string name, List<Fault> refusals)
    {
        string[] columns = [.. _hunt.Rules.Select(rule => Typed(_hunt.FieldOf(name, rule)))];
        return columns.Distinct().Count() == 1
            ? columns[0]
            : $"CASE rule {string.Join(" ", columns.Select((column, rule) => $"WHEN {rule} THEN {column}"))} END";

        string Typed(string field)
        {
            if (TrailTable.Typed(new FieldPath(field)) is { } column && CloudTrailShape.KindOf(new FieldPath(field)) != FieldKind.Boolean)
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
