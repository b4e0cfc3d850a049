using System.Text.Json.Nodes;
using BedrockDefense.Live.Reading.Services;

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
                        (await CloudWatchReaders.FindAsync(place, inputs.Need("name")).ConfigureAwait(false)).Text("AlarmArn")
                    );
                },
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
}
