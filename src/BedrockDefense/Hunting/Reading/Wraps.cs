using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace BedrockDefense.Hunting.Reading;

/// <summary>How other services and tools wrap CloudTrail's records.</summary>
internal static class Wraps
{
    /// <summary>How much a text may inflate to, in bytes.</summary>
    private const int LongestInflated = 64 * 1024 * 1024;

    /// <summary>The names under which a wrap holds what is wrapped, each with one who writes it so.</summary>
    public static IReadOnlySet<string> Names { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            "Records", // files that CloudTrail delivers; what Lambda gets of SQS, SNS and Kinesis
            "requestPayload", // what Lambda hands on of a call that failed
            "Entries", // events put-events
            "Detail", // one of these
            "log", // container logs, as Fluent Bit and Docker write them
            "records", // what Lambda gets of Firehose
            "detail", // EventBridge
            "Events", // cloudtrail lookup-events
            "events", // logs filter-log-events and get-log-events
            "logEvents", // CloudWatch Logs subscriptions
            "message", // one event of either
            "results", // logs get-query-results
            "awslogs", // what Lambda gets of CloudWatch Logs
            "data", // its content, and Kinesis's
            "Data", // kinesis get-records
            "kinesis", // what Lambda gets of Kinesis
            "Sns", // what Lambda gets of SNS
            "Message", // an SNS notification
            "Messages", // sqs receive-message
            "Body", // one of these
            "body", // what Lambda gets of SQS
            "QueryResultRows", // cloudtrail get-query-results
            "hits", // Elasticsearch and OpenSearch
            "_source",
        };

    /// <summary>The names under which a text, or an object, is the whole event, whatever stands beside it.</summary>
    public static IReadOnlySet<string> WholeEvents { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            "CloudTrailEvent", // one event of cloudtrail lookup-events
            "eventJson", // CloudTrail Lake's column with the whole event
            "eventjson",
            "@message", // one row of logs get-query-results
            "_raw", // Splunk
            "original", // Elastic Common Schema
            "event.original", // the same, flattened
            "raw_data", // Open Cybersecurity Schema Framework
        };

    /// <summary>Whether an object holds the whole event.</summary>
    public static bool HasWholeEvent(JsonElement value) => value.EnumerateObject().Any(IsWholeEvent);

    /// <summary>Whether a member is the whole event, or the object in which Elastic Common Schema has it.</summary>
    public static bool IsWholeEvent(JsonProperty member) =>
        WholeEvents.Contains(member.Name)
            ? member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Object
            : member.Value.ValueKind == JsonValueKind.Object
                && member.NameEquals("event")
                && member.Value.TryGetProperty("original", out var original)
                && original.ValueKind == JsonValueKind.String;

    /// <summary>Whether a member is the detail of an EventBridge event.</summary>
    public static bool IsEnvelope(JsonElement value, JsonProperty member) =>
        member.NameEquals("detail") && value.TryGetProperty("detail-type", out _) && value.TryGetProperty("source", out _);

    /// <summary>What CloudWatch Logs sends to see whether a destination can be reached.</summary>
    public static bool IsControlMessage(string text) => text.StartsWith("CWL CONTROL MESSAGE", StringComparison.Ordinal);

    /// <summary>The JSON that a text is, as UTF-8: as it is, or in base64, which may hold gzip data; null when it is none.</summary>
    /// <exception cref="InvalidDataException">The gzip data is damaged, or inflates to more than 64 MB.</exception>
    public static byte[]? JsonIn(string text)
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
    /// Whether a value is a record, or some object within it is. Texts under names that nobody knows do not count: in another
    /// service's JSON they may be an attacker's own, such as a user agent that is written like a record.
    /// </summary>
    public static bool Holds(JsonElement value, int mostWraps) =>
        mostWraps > 0
        && value.ValueKind switch
        {
            JsonValueKind.Object => HasWholeEvent(value)
                || RecordShape.IsRecord(JsonMarshal.GetRawUtf8Value(value))
                || TableRow.IsOne(value)
                || value.EnumerateObject().Any(member => Holds(member.Value, mostWraps - 1)),
            JsonValueKind.Array => value.EnumerateArray().Any(item => Holds(item, mostWraps - 1)),
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
            if (inflated.Length > LongestInflated)
            {
                throw new InvalidDataException(FormattableString.Invariant($"it inflates to more than {LongestInflated} bytes"));
            }
        }

        return inflated.ToArray();
    }
}
