using System.Globalization;
using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// Writes a correlation over the matches of its rules. Each group's events are numbered in order of time; of each is
/// computed which number its window begins with, whether the condition holds there and with which number that began. An
/// event belongs to the finding of the earliest one with the same beginning: as long as that is within the timespan nothing
/// begins earlier; and to the one before as long as the condition goes on holding. Window functions only: joins would scan the table again, and Athena bills each scan.
/// </summary>
internal sealed class CorrelationWriter
{
    /// <summary>More events than one group can have.</summary>
    private const string Billion = "1000000000";

    private const string UpToHere = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
    private const string BeforeHere = "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING";
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
        _group = _groups.Length == 0 ? "" : $"PARTITION BY {string.Join(", ", _groups.Select((_, index) => $"group_{index + 1}"))} ";
    }

    private SigmaCorrelation Correlation => _hunt.Correlation;

    private int[] Order => [.. Correlation.Rules.Select(NumberOf)];

    private string Seconds => SqlText.Number((decimal)Correlation.Timespan.TotalSeconds);

    private string Span => $"RANGE BETWEEN {Seconds} PRECEDING AND CURRENT ROW";

    /// <summary>The expressions and the query.</summary>
    public string Text()
    {
        List<string> steps =
        [
            Step("matched", $"""
                SELECT {string.Join(", ", [AthenaCompiler.Events, "rule", "TRY(to_unixtime(from_iso8601_timestamp(eventtime))) AS seconds", .. _groups, .. _values])}
                FROM {_source.Matches("rule", _hunt.Rules.Select((_, rule) => $"{rule}"))}
                """),
            // An event that was delivered twice counts once; one without what it is grouped or counted by belongs nowhere.
            Step("once", $"""
                SELECT *, row_number() OVER (PARTITION BY rule, eventid, seconds ORDER BY file) AS delivery
                FROM matched
                WHERE {string.Join(" AND ", ["seconds IS NOT NULL", .. _groups.Select((_, index) => $"group_{index + 1} IS NOT NULL"), .. _values.Select((_, index) => $"value_{index + 1} IS NOT NULL")])}
                """),
            Step("numbered", $"""
                SELECT *, row_number() OVER ({_group}ORDER BY seconds, rule, eventid NULLS FIRST, file) AS number{ValueNumber}
                FROM once
                WHERE delivery = 1 OR eventid IS NULL
                """),
            .. Correlation.Until is { } end
                ? (string[])[Step("ended", $"SELECT *, COALESCE(max(CASE WHEN rule = {NumberOf(end)} THEN number END) OVER ({_group}ORDER BY number {UpToHere}), 0) AS last_until\nFROM numbered")]
                : [],
            Step("windowed", $"SELECT *, {First} AS first_number\nFROM {(Correlation.Until is null ? "numbered" : "ended")}"),
            .. Correlation.Type switch
            {
                CorrelationType.EventCount => Counted("windowed", "number - first_number + 1"),
                CorrelationType.ValueCount => ValueCounted(),
                CorrelationType.Temporal => Temporal(),
                _ => Ordered(),
            },
            Step("holding", $"""
                SELECT *, lag(eventtime, {Back("start_number")}) OVER ({_group}ORDER BY number) AS since,
                  lag(seconds, {Back("start_number")}) OVER ({_group}ORDER BY number) AS since_seconds,
                  lag(seconds) OVER ({_group}ORDER BY number) AS seconds_before
                FROM judged
                """),
            Step("found", $"""
                SELECT *, row_number() OVER ({(_group.Length == 0 ? "PARTITION BY" : _group.TrimEnd() + ",")} start_number ORDER BY number) AS place
                FROM holding
                WHERE holds{(Correlation.Until is { } until ? $" AND rule <> {NumberOf(until)}" : "")}
                """),
            Step("stretches", $"""
                SELECT *, lag(since_seconds) OVER ({_group}ORDER BY number) AS earlier_seconds, lag(number) OVER ({_group}ORDER BY number) AS earlier_number
                FROM found
                WHERE place = 1
                """),
        ];
        return $"{string.Join(",\n", steps)}\nSELECT {AthenaCompiler.Shown}, since\nFROM stretches\nWHERE {IsNew}\nORDER BY eventtime, eventid";
    }

    /// <summary>
    /// Whether a stretch is not the continuation of the one before, in which the condition holds again at the first event
    /// after the timespan: the event right before is then still within it, and nothing has ended it meanwhile.
    /// </summary>
    private string IsNew =>
        $"earlier_number IS NULL OR seconds_before - earlier_seconds > {Seconds}{(Correlation.Until is null ? "" : " OR earlier_number < last_until")}";

    /// <summary>The number that an event's window begins with: within the timespan, and after what ended the earlier ones.</summary>
    private string First
    {
        get
        {
            var within = $"min(number) OVER ({_group}ORDER BY seconds {Span})";
            return Correlation.Until is null ? within : $"greatest({within}, 1 + last_until)";
        }
    }

    private string ValueNumber => _values.Length == 0
        ? ""
        : $",\n  dense_rank() OVER ({_group}ORDER BY {string.Join(", ", _values.Select((_, index) => $"value_{index + 1}"))}) AS value_number";

    private IEnumerable<string> Counted(string from, string count)
    {
        yield return Step("judged", $"SELECT *, first_number AS start_number, {Meets(count)} AS holds\nFROM {from}");
    }

    /// <summary>The values of a window, each with its event's number, since what comes at the same time but later is not counted yet.</summary>
    private IEnumerable<string> ValueCounted() =>
    [
        Step("collected", $"SELECT *, array_agg(number * {Billion} + value_number) OVER ({_group}ORDER BY seconds {Span}) AS numbers\nFROM windowed"),
        .. Counted("collected", $"cardinality(array_distinct(transform(filter(numbers, v -> v >= first_number * {Billion} AND v < (number + 1) * {Billion}), v -> v % {Billion})))"),
    ];

    private IEnumerable<string> Temporal()
    {
        int[] rules = [.. Order.Distinct()];
        yield return Step("seen", $"SELECT {string.Join(",\n  ", ["*", .. rules.Select(rule => $"max(CASE WHEN rule = {rule} THEN number END) OVER ({_group}ORDER BY number {UpToHere}) AS last_{rule}")])}\nFROM windowed");
        var matched = string.Join(" + ", rules.Select(rule => $"CASE WHEN last_{rule} >= first_number THEN 1 ELSE 0 END"));
        var holds = Correlation.Condition.Count == 0 ? $"{matched} = {rules.Length}" : Meets($"({matched})");
        yield return Step("judged", $"SELECT *, first_number AS start_number, {holds} AS holds\nFROM seen");
    }

    /// <summary>Of the chains of events in this order that are complete, the latest beginning; the window has one when that is in it.</summary>
    private IEnumerable<string> Ordered()
    {
        var order = Order;
        var from = "windowed";
        for (var step = 0; step < order.Length; step++)
        {
            var begun = step == 0 ? "number" : $"chain_{step}";
            var frame = step == order.Length - 1 ? UpToHere : BeforeHere;
            yield return Step($"step_{step + 1}", $"SELECT *, max(CASE WHEN rule = {order[step]} THEN {begun} END) OVER ({_group}ORDER BY number {frame}) AS chain_{step + 1}\nFROM {from}");
            from = $"step_{step + 1}";
        }

        yield return Step("begun", $"SELECT *, min(CASE WHEN rule = {order[0]} THEN number END) OVER ({_group}ORDER BY number {FromHere}) AS next_start\nFROM {from}");
        yield return Step("judged", $"""
            SELECT *, lag(next_start, {Back("first_number")}) OVER ({_group}ORDER BY number) AS start_number,
              rule = {order[^1]} AND chain_{order.Length} >= first_number AS holds
            FROM begun
            """);
    }

    // Where nothing began there is no row to go back to, and Trino takes neither NULL nor less than nothing for a distance.
    private static string Back(string to) => $"CAST(greatest(COALESCE(number - {to}, 0), 0) AS integer)";

    private string Meets(string count) => string.Join(" AND ", Correlation.Condition.Select(criterion => string.Create(CultureInfo.InvariantCulture, $"{count} {Sign(criterion.Comparison)} {criterion.Count}")));

    private static string Sign(CountComparison comparison) => comparison switch
    {
        CountComparison.Equal => "=",
        CountComparison.NotEqual => "<>",
        CountComparison.Less => "<",
        CountComparison.LessOrEqual => "<=",
        CountComparison.Greater => ">",
        _ => ">=",
    };

    private int NumberOf(string name) => _hunt.Rules.Index().Single(rule => rule.Item.Name == name).Index;

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
                return column;
            refusals.Add(new Fault($"events cannot be grouped or counted by {VisibleText.Quote(field)}: the table has no column with one text for it", new SourceLocation(Correlation.File)));
            return "NULL";
        }
    }

    private static string Step(string name, string select) => $"{name} AS (\n  {select.ReplaceLineEndings("\n  ")}\n)";
}
