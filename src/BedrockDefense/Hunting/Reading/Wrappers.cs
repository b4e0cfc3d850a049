using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace BedrockDefense.Hunting.Reading;

/// <summary>The formats in which other services and tools wrap CloudTrail records.</summary>
internal static class Wrappers
{
    /// <summary>The maximum size of decompressed data in a string, in bytes.</summary>
    private const int MaximumInflatedBytes = 64 * 1024 * 1024;

    /// <summary>The names under which a wrapper contains records, each with an example of a service or tool that writes it.</summary>
    public static IReadOnlySet<string> Names { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            "Records", // files that CloudTrail delivers; Lambda's input from SQS, SNS and Kinesis
            "requestPayload", // Lambda's message about a failed call
            "Entries", // events put-events
            "Detail", // an entry of put-events
            "log", // container logs, as Fluent Bit and Docker write them
            "records", // Lambda's input from Firehose
            "detail", // EventBridge
            "Events", // cloudtrail lookup-events
            "events", // logs filter-log-events and get-log-events
            "logEvents", // CloudWatch Logs subscriptions
            "message", // one event of a subscription or of logs filter-log-events
            "results", // logs get-query-results
            "awslogs", // Lambda's input from CloudWatch Logs
            "data", // the content of awslogs and of kinesis
            "Data", // kinesis get-records
            "kinesis", // Lambda's input from Kinesis
            "Sns", // Lambda's input from SNS
            "Message", // an SNS notification
            "Messages", // sqs receive-message
            "Body", // one message of sqs receive-message
            "body", // Lambda's input from SQS
            "QueryResultRows", // cloudtrail get-query-results
            "hits", // Elasticsearch and OpenSearch
            "_source",
        };

    /// <summary>The names under which a string or an object is the whole event, whatever other members stand beside it.</summary>
    public static IReadOnlySet<string> WholeEventNames { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            "CloudTrailEvent", // one event of cloudtrail lookup-events
            "eventJson", // CloudTrail Lake's column with the whole event
            "eventjson",
            "@message", // one row of logs get-query-results
            "_raw", // Splunk
            "original", // Elastic Common Schema
            "event.original", // Elastic Common Schema, flattened
            "raw_data", // Open Cybersecurity Schema Framework
        };

    /// <summary>Returns whether an object contains the whole event.</summary>
    public static bool HasWholeEvent(JsonElement value) => value.EnumerateObject().Any(IsWholeEvent);

    /// <summary>Returns whether a member is the whole event, or the object that contains it in Elastic Common Schema.</summary>
    public static bool IsWholeEvent(JsonProperty member) =>
        WholeEventNames.Contains(member.Name)
            ? member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Object
            : member.Value.ValueKind == JsonValueKind.Object
                && member.NameEquals("event")
                && member.Value.TryGetProperty("original", out var original)
                && original.ValueKind == JsonValueKind.String;

    /// <summary>Returns whether a member is the detail of an EventBridge event.</summary>
    public static bool IsEnvelope(JsonElement value, JsonProperty member) =>
        member.NameEquals("detail") && value.TryGetProperty("detail-type", out _) && value.TryGetProperty("source", out _);

    /// <summary>Returns whether a text is the test message that CloudWatch Logs sends to a destination.</summary>
    public static bool IsControlMessage(string text) => text.StartsWith("CWL CONTROL MESSAGE", StringComparison.Ordinal);

    /// <summary>
    /// Returns the JSON in a text as UTF-8: the text itself, or its content in base64, which may be compressed with gzip. Null when
    /// there is no JSON.
    /// </summary>
    /// <exception cref="InvalidDataException">The gzip data is damaged, or inflates to more than 64 MB.</exception>
    public static byte[]? FindJson(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed is ['{' or '[' or '"', ..])
        {
            return Encoding.UTF8.GetBytes(text);
        }

        var bytes = new byte[trimmed.Length];
        if (!Convert.TryFromBase64Chars(trimmed, bytes, out var length))
        {
            return null;
        }

        return bytes.AsSpan(0, length) switch
        {
            [(byte)'{' or (byte)'[', ..] => bytes[..length],
            [0x1F, 0x8B, ..] => Inflate(bytes[..length]),
            _ => null,
        };
    }

    /// <summary>
    /// Returns whether a value is a record or contains one in a nested object. Strings under unknown names do not count: in JSON of
    /// another service, an attacker may have written them, such as a user agent that looks like a record.
    /// </summary>
    public static bool ContainsRecord(JsonElement value, int maximumDepth) =>
        maximumDepth > 0
        && value.ValueKind switch
        {
            JsonValueKind.Object => HasWholeEvent(value)
                || RecordShape.IsRecord(JsonMarshal.GetRawUtf8Value(value))
                || TableRow.IsRow(value)
                || value.EnumerateObject().Any(member => ContainsRecord(member.Value, maximumDepth - 1)),
            JsonValueKind.Array => value.EnumerateArray().Any(item => ContainsRecord(item, maximumDepth - 1)),
            _ => false,
        };

    private static byte[] Inflate(byte[] stored)
    {
        using var content = new MemoryStream(stored);
        using var members = new GzipMembers(content);
        using var inflated = new MemoryStream();
        var piece = new byte[64 * 1024];
        while (members.Read(piece) is > 0 and var read)
        {
            inflated.Write(piece, 0, read);
            if (inflated.Length > MaximumInflatedBytes)
            {
                throw new InvalidDataException(FormattableString.Invariant($"it inflates to more than {MaximumInflatedBytes} bytes"));
            }
        }

        return inflated.ToArray();
    }
}
