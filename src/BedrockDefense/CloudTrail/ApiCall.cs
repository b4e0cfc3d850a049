using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.CloudTrail;

/// <summary>One API call, as CloudTrail records it and as EventBridge delivers it.</summary>
/// <param name="Caller">Who made it.</param>
/// <param name="EventSource">The service, such as <c>bedrock.amazonaws.com</c>.</param>
/// <param name="EventName">The call, such as <c>InvokeModel</c>.</param>
/// <param name="ReadOnly">Whether it only reads.</param>
/// <param name="Region">The Region it was made in.</param>
/// <param name="Sequence">Its number in the story, from 1, which gives it a time and ids of its own.</param>
/// <param name="DenialMessage">The error message of the refusal; null when the call succeeded.</param>
/// <param name="Parameters">The request's parameters; null when it has none. A refused call's are not recorded.</param>
/// <param name="EventType">What CloudTrail takes it for: a call, what somebody does in the console, what a service tells.</param>
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

    /// <summary>The event's id, by which the record, the finding and the alert can be matched.</summary>
    public string EventId => $"00000000-0000-4000-8000-{Sequence.ToString("D12", CultureInfo.InvariantCulture)}";

    private string Time => Start.AddMinutes(Sequence).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>The record (AWS CloudTrail User Guide, "CloudTrail record contents"); a refused call carries no parameters.</summary>
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
        if (DenialMessage is not null)
        {
            record["errorCode"] = "AccessDenied";
            record["errorMessage"] = DenialMessage;
        }

        return record;
    }

    /// <summary>The event on the default bus of the account and Region of the call.</summary>
    public JsonElement Event() => Envelope(Record(), EventId);

    /// <summary>
    /// The event that EventBridge makes of a CloudTrail record (Amazon EventBridge User Guide, "AWS service events delivered via
    /// CloudTrail").
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
