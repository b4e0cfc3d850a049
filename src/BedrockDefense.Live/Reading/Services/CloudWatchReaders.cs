using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>Amazon CloudWatch: alarms.</summary>
public static class CloudWatchReaders
{
    private const string Service = "monitoring";

    private static readonly (string Input, string Parameter)[] Names =
    [
        ("name", "AlarmName"),
        ("alarmDescription", "AlarmDescription"),
        ("namespace", "Namespace"),
        ("metricName", "MetricName"),
        ("statistic", "Statistic"),
        ("period", "Period"),
        ("evaluationPeriods", "EvaluationPeriods"),
        ("datapointsToAlarm", "DatapointsToAlarm"),
        ("threshold", "Threshold"),
        ("comparisonOperator", "ComparisonOperator"),
        ("treatMissingData", "TreatMissingData"),
    ];

    private static readonly (string Input, string Parameter)[] QueryNames =
    [
        ("id", "Id"),
        ("expression", "Expression"),
        ("period", "Period"),
        ("returnData", "ReturnData"),
    ];

    public static IEnumerable<ResourceReader> All =>
        [
            new("aws:cloudwatch/metricAlarm:MetricAlarm")
            {
                Read = async (place, resource) => Declared(await FindAsync(place, resource.Id).ConfigureAwait(false)),
            },
        ];

    private static JsonObject Declared(XElement alarm)
    {
        var dimensions = Items(alarm, "Dimensions")
            .Select(dimension => KeyValuePair.Create(dimension.Text("Name"), (JsonNode?)dimension.Text("Value")))
            .ToList();
        var queries = Items(alarm, "Metrics")
            .Select(query => (JsonNode?)Inputs.Of(QueryNames.Select(name => (name.Input, Value(query, name.Parameter)))))
            .ToArray();
        return Inputs.Of([
            .. Names.Select(name => (name.Input, Value(alarm, name.Parameter))),
            ("alarmActions", Inputs.List(Items(alarm, "AlarmActions").Select(action => action.Value))),
            ("okActions", Inputs.List(Items(alarm, "OKActions").Select(action => action.Value))),
            ("insufficientDataActions", Inputs.List(Items(alarm, "InsufficientDataActions").Select(action => action.Value))),
            ("dimensions", dimensions.Count == 0 ? null : new JsonObject(dimensions)),
            ("metricQueries", queries.Length == 0 ? null : new JsonArray(queries)),
        ]);
    }

    /// <summary>Finds a metric alarm by its name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static async Task<XElement> FindAsync(Place place, string name) =>
        (await place.QueryAsync(Service, "DescribeAlarms", ("AlarmNames.member.1", name)).ConfigureAwait(false))
            .Find("MetricAlarms")
            ?.Elements()
            .SingleOrDefault()
        ?? throw new ResourceMissingException($"there is no alarm {name}");

    private static JsonNode? Value(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(element => element.Name.LocalName == name) is { Value.Length: > 0 } element ? element.Value : null;

    private static IEnumerable<XElement> Items(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Elements() ?? [];
}
