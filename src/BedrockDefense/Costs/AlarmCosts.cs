using System.Text.RegularExpressions;
using BedrockDefense.Rehearsal;

namespace BedrockDefense.Costs;

/// <summary>What the alarms cost: one that names its metric is billed as one, one that asks a query by the metrics it analyzes.</summary>
internal static partial class AlarmCosts
{
    public static IEnumerable<CostLine> Of(StackDeclaration stack, MemberResources members, Usage usage)
    {
        var places = (usage.Accounts - 1) * (decimal)usage.Regions;
        var alarms = stack.OfType("aws:cloudwatch/metricAlarm:MetricAlarm").ToList();
        var queries = alarms.SelectMany(Expressions).ToList();
        var named = alarms.Count(alarm => !Expressions(alarm).Any()) + (members.Count("AWS::CloudWatch::Alarm") * places);
        if (named > 0)
        {
            yield return new CostLine("Alarms", named, Price.Of("cloudwatch-alarm"));
        }

        if (queries.Count > 0)
        {
            yield return new CostLine(
                "Metrics that alarms ask for by a query, at most one for each rule of the bus",
                queries.Sum(query => (decimal)Metrics(query, stack)),
                Price.Of("cloudwatch-metrics-insights-alarm"),
                "Metrics of a bus: Amazon EventBridge User Guide, \"Monitoring Amazon EventBridge\" (one for each rule that had a failure); CloudWatch pricing bills each metric that the query's filter matches");
        }
    }

    private static IEnumerable<string> Expressions(DeclaredResource alarm) =>
        alarm.Inputs["metricQueries"]?.AsArray().Select(query => query!["expression"]?.GetValue<string>()).OfType<string>() ?? [];

    private static int Metrics(string query, StackDeclaration stack) =>
        RulesOfOneBus().Match(query) is { Success: true } match
            ? stack.OfType("aws:cloudwatch/eventRule:EventRule").Count(rule => rule.Text("eventBusName") == match.Groups["bus"].Value)
            : throw new InvalidInputException($"the query {VisibleText.Quote(query)} of an alarm cannot be estimated; write it over the rules of one event bus");

    [GeneratedRegex("""\ASELECT [A-Z]+\([A-Za-z]+\) FROM SCHEMA\("AWS/Events", EventBusName, RuleName\) WHERE EventBusName = '(?<bus>[^']+)'\z""")]
    private static partial Regex RulesOfOneBus();
}
