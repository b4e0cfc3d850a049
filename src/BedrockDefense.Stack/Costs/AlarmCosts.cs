using System.Text.RegularExpressions;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Costs;

/// <summary>Estimates what the alarms cost. AWS bills the metrics that an alarm names or that its query analyzes.</summary>
internal static partial class AlarmCosts
{
    public static IEnumerable<CostLine> Of(StackDeclaration stack, MemberResources members, Usage usage)
    {
        var places = (usage.Accounts - 1) * (decimal)usage.Regions;
        var alarms = stack.OfType("aws:cloudwatch/metricAlarm:MetricAlarm").ToList();
        var queries = alarms.SelectMany(FindQueries).ToList();
        var named = alarms.Sum(CountNamedMetrics) + (members.Count("AWS::CloudWatch::Alarm") * places);
        if (named > 0)
        {
            yield return new CostLine("Alarms, each for a metric that it names", named, Price.Of("cloudwatch-alarm"));
        }

        if (queries.Count > 0)
        {
            yield return new CostLine(
                "Metrics that alarms ask for by a query, at most one for each rule of the bus",
                queries.Sum(query => (decimal)CountMetrics(query, stack)),
                Price.Of("cloudwatch-metrics-insights-alarm"),
                "Metrics of a bus: Amazon EventBridge User Guide, \"Monitoring Amazon EventBridge\" (one for each rule "
                    + "that had a failure); CloudWatch pricing bills each metric that the query's filter matches"
            );
        }
    }

    // A calculation over metrics, such as a sum, is billed by the metrics in it.
    private static int CountNamedMetrics(DeclaredResource alarm) =>
        alarm.Inputs["metricQueries"]?.AsArray().Count(query => query!["metric"] is not null) ?? 1;

    private static IEnumerable<string> FindQueries(DeclaredResource alarm) =>
        alarm
            .Inputs["metricQueries"]
            ?.AsArray()
            .Select(query => query!["expression"]?.GetValue<string>())
            .OfType<string>()
            .Where(expression => expression.StartsWith("SELECT ", StringComparison.Ordinal))
        ?? [];

    private static int CountMetrics(string query, StackDeclaration stack) =>
        RulesOfOneBus().Match(query) is { Success: true } match
            ? stack.OfType("aws:cloudwatch/eventRule:EventRule").Count(rule => rule.Text("eventBusName") == match.Groups["bus"].Value)
            : throw new InvalidInputException(
                $"the query {VisibleText.Quote(query)} of an alarm cannot be estimated; write it over the rules of one event bus"
            );

    [GeneratedRegex(
        """\ASELECT [A-Z]+\([A-Za-z]+\) FROM SCHEMA\("AWS/Events", EventBusName, RuleName\) WHERE EventBusName = '(?<bus>[^']+)'\z"""
    )]
    private static partial Regex RulesOfOneBus();
}
