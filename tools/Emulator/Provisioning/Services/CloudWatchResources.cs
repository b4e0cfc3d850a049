using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Provisioning.Services;

/// <summary>Amazon CloudWatch: alarms.</summary>
internal static class CloudWatchResources
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

    public static IEnumerable<ResourceKind> Kinds =>
        [
            new("aws:cloudwatch/metricAlarm:MetricAlarm")
            {
                Create = async (place, _, inputs) =>
                {
                    await place.QueryAsync(Service, "PutMetricAlarm", Request(inputs)).ConfigureAwait(false);
                    return new CreatedResource(
                        inputs.Need("name"),
                        (await FindAsync(place, inputs.Need("name")).ConfigureAwait(false)).Text("AlarmArn")
                    );
                },
                Read = async (place, resource) => ToInputs(await FindAsync(place, resource.Id).ConfigureAwait(false)),
                Delete = (place, resource) => place.QueryAsync(Service, "DeleteAlarms", ("AlarmNames.member.1", resource.Id)),
            },
        ];

    private static IEnumerable<(string, string?)> Request(JsonObject inputs) =>
        [
            .. Names.Select(name => (name.Parameter, inputs.Form(name.Input))),
            .. QueryProtocol.Members("AlarmActions", inputs.Texts("alarmActions")),
            .. QueryProtocol.Members("OKActions", inputs.Texts("okActions")),
            .. QueryProtocol.Members("InsufficientDataActions", inputs.Texts("insufficientDataActions")),
            .. (inputs["dimensions"]?.AsObject() ?? []).SelectMany(
                (dimension, index) =>
                    new (string, string?)[]
                    {
                        ($"Dimensions.member.{index + 1}.Name", dimension.Key),
                        ($"Dimensions.member.{index + 1}.Value", dimension.Value!.GetValue<string>()),
                    }
            ),
            .. (inputs["metricQueries"]?.AsArray() ?? []).SelectMany(
                (query, index) =>
                    QueryNames.Select(name => ($"Metrics.member.{index + 1}.{name.Parameter}", query!.AsObject().Form(name.Input)))
            ),
        ];

    private static JsonObject ToInputs(XElement alarm)
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

    private static async Task<XElement> FindAsync(Place place, string name) =>
        (await place.QueryAsync(Service, "DescribeAlarms", ("AlarmNames.member.1", name)).ConfigureAwait(false))
            .Find("MetricAlarms")
            ?.Elements()
            .SingleOrDefault()
        ?? throw new InvalidOperationException($"there is no alarm {name}");

    private static JsonNode? Value(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(element => element.Name.LocalName == name) is { Value.Length: > 0 } element ? element.Value : null;

    private static IEnumerable<XElement> Items(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Elements() ?? [];
}
