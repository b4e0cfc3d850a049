using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.CloudTrail;

/// <summary>An API call that can be written as a CloudTrail record and as an EventBridge event.</summary>
/// <param name="Caller">The principal that made the call.</param>
/// <param name="EventSource">The service that was called, such as <c>bedrock.amazonaws.com</c>.</param>
/// <param name="EventName">The name of the call, such as <c>InvokeModel</c>.</param>
/// <param name="ReadOnly">Whether the call only reads.</param>
/// <param name="Region">The Region in which the call was made.</param>
/// <param name="Sequence">The number of the call in the scenario, from 1. The time and the ids of the call come from it.</param>
/// <param name="DenialMessage">The error message of a refused call; null when the call succeeded.</param>
/// <param name="Parameters">
/// The parameters of the request; null when there are none. CloudTrail does not record the parameters of a refused call.
/// </param>
/// <param name="EventType">CloudTrail's type of the event: an API call, an action in the console, or an event of a service.</param>
public sealed record ApiCall(
    Caller Caller,
    string EventSource,
    string EventName,
    bool ReadOnly,
    string Region,
    int Sequence,
    string? DenialMessage = null,
    JsonObject? Parameters = null,
    string EventType = "AwsApiCall"
)
{
    private static readonly DateTime Start = new(2026, 11, 20, 10, 15, 0, DateTimeKind.Utc);

    /// <summary>
    /// Whether the call was made with a Bedrock API key (Amazon Bedrock User Guide, "Monitor Amazon Bedrock API calls using CloudTrail").
    /// </summary>
    public bool UsesBearerToken { get; init; }

    /// <summary>The id of the event, which connects the record, the finding and the alert.</summary>
    public string EventId => $"00000000-0000-4000-8000-{Sequence.ToString("D12", CultureInfo.InvariantCulture)}";

    private string Time => Start.AddMinutes(Sequence).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>
    /// Returns the CloudTrail record (AWS CloudTrail User Guide, "CloudTrail record contents"). The record of a refused call has no
    /// parameters.
    /// </summary>
    public JsonObject Record()
    {
        var record = new JsonObject
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = Caller.UserIdentity(),
            ["eventTime"] = Time,
            ["eventSource"] = EventSource,
            ["eventName"] = EventName,
            ["awsRegion"] = Region,
            ["sourceIPAddress"] = "203.0.113.77",
            ["userAgent"] = "aws-cli/2.24.22",
            ["requestParameters"] = DenialMessage is null ? Parameters?.DeepClone() : null,
            ["responseElements"] = null,
            ["requestID"] = EventId,
            ["eventID"] = EventId,
            ["readOnly"] = ReadOnly,
            ["eventType"] = EventType,
            ["managementEvent"] = true,
            ["recipientAccountId"] = Caller.AccountId,
            ["eventCategory"] = "Management",
        };
        // It is not documented whether the record of a refused call says so too. Its message names the permission.
        if (UsesBearerToken && DenialMessage is null)
        {
            record["additionalEventData"] = new JsonObject { ["callWithBearerToken"] = true };
        }

        if (DenialMessage is not null)
        {
            record["errorCode"] = "AccessDenied";
            record["errorMessage"] = DenialMessage;
        }

        return record;
    }

    /// <summary>Returns the event on the default bus of the account and Region of the call.</summary>
    public JsonElement Event() => Envelope(Record(), EventId);

    /// <summary>
    /// Returns the event that EventBridge makes from a CloudTrail record (Amazon EventBridge User Guide, "AWS service events
    /// delivered via CloudTrail").
    /// </summary>
    public static JsonElement Envelope(JsonObject record, string id)
    {
        ArgumentNullException.ThrowIfNull(record);
        return JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["version"] = "0",
                ["id"] = id,
                ["detail-type"] = EventSources.DetailTypeOf(TypeOf(record)),
                ["source"] = "aws." + record["eventSource"]!.GetValue<string>().Split('.')[0],
                ["account"] = record["recipientAccountId"]?.DeepClone(),
                ["time"] = record["eventTime"]?.DeepClone(),
                ["region"] = record["awsRegion"]?.DeepClone(),
                ["resources"] = new JsonArray(),
                ["detail"] = record.DeepClone(),
            }
        );
    }

    private static string? TypeOf(JsonObject record) =>
        record["eventType"] is JsonValue value && value.TryGetValue<string>(out var type) ? type : null;
}
