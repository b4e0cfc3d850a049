using System.Text.Json;

namespace BedrockDefense.EventBridge.Transformation;

/// <summary>
/// The variables that exist without a declaration. Source: "Amazon EventBridge input transformation", predefined variables.
/// </summary>
internal static class PredefinedVariables
{
    // These are the names and the order in which AWS was seen to deliver the fields.
    private static readonly (string Name, string Field)[] Envelope =
    [
        ("id", "id"),
        ("account", "account"),
        ("detailType", "detail-type"),
        ("time", "time"),
        ("source", "source"),
        ("region", "region"),
        ("resources", "resources"),
        ("version", "version"),
    ];

    /// <summary>The variables that hold text.</summary>
    public static readonly IReadOnlyList<string> Text = ["aws.events.rule-arn", "aws.events.rule-name", "aws.events.event.ingestion-time"];

    /// <summary>The variables that hold an object, and so can only be the value of a JSON field.</summary>
    public static readonly IReadOnlyList<string> Objects = ["aws.events.event", "aws.events.event.json"];

    /// <summary>Returns the value of a predefined variable for an event.</summary>
    public static JsonElement ValueOf(string name, JsonElement @event, TransformContext context) =>
        name switch
        {
            "aws.events.rule-arn" => JsonSerializer.SerializeToElement(context.RuleArn),
            "aws.events.rule-name" => JsonSerializer.SerializeToElement(context.RuleName),
            "aws.events.event.ingestion-time" => JsonSerializer.SerializeToElement(context.IngestionTimeText),
            "aws.events.event.json" => @event,
            _ => WithoutDetail(@event),
        };

    private static JsonElement WithoutDetail(JsonElement @event)
    {
        var fields = new Dictionary<string, JsonElement>();
        foreach (var (name, field) in Envelope)
        {
            if (@event.TryGetProperty(field, out var value))
            {
                fields[name] = value;
            }
        }

        return JsonSerializer.SerializeToElement(fields);
    }
}
