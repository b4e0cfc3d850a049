using System.Text.Json;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Recognises the answer of an AWS call that contains only a part of the events, because the export stopped before the end.
/// </summary>
internal static class IncompleteAnswer
{
    private const string HasMoreMessage = "the export is not whole: it ends with NextToken, so AWS has more events than it holds";
    private const string NotEndedMessage = "the export is not whole: the query that it is of had not ended well, as its status says";

    // The first name is written by the AWS CLI (also with --max-items), the second by the calls of CloudWatch Logs. The others are
    // states of queries in Logs Insights and CloudTrail Lake in which the answer has only some of the events.
    private static readonly (string Name, string[] Values, string Message)[] Signs =
    [
        ("NextToken", [], HasMoreMessage),
        ("nextToken", [], HasMoreMessage),
        ("status", ["Scheduled", "Running", "Failed", "Cancelled", "Timeout"], NotEndedMessage),
        ("QueryStatus", ["QUEUED", "RUNNING", "FAILED", "CANCELLED", "TIMED_OUT"], NotEndedMessage),
    ];

    /// <summary>Returns the message for an incomplete answer, or null when the object is not one.</summary>
    public static string? Of(JsonElement answer)
    {
        foreach (var (name, values, message) in Signs)
        {
            if (answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && IsSign(value.GetString()!, values))
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>
    /// Returns the message for an incomplete answer, judging by the text around its list. Null when nothing shows that it is
    /// incomplete.
    /// </summary>
    public static string? Of(ReadOnlySpan<byte> beside)
    {
        foreach (var (name, values, message) in Signs)
        {
            if (TextAfter(beside, name) is { } value && IsSign(value, values))
            {
                return message;
            }
        }

        return null;
    }

    private static bool IsSign(string value, string[] values) => values is [] ? value.Length > 0 : values.Contains(value);

    private static string? TextAfter(ReadOnlySpan<byte> beside, string name)
    {
        var key = System.Text.Encoding.UTF8.GetBytes($"\"{name}\"");
        if (beside.IndexOf(key) is not (>= 0 and var at))
        {
            return null;
        }

        var value = beside[(at + key.Length)..].TrimStart(" \t\r\n"u8);
        if (
            value is not [(byte)':', ..]
            || value[1..].TrimStart(" \t\r\n"u8) is not [(byte)'"', .. var text]
            || text.IndexOf((byte)'"') is not (>= 0 and var end)
        )
        {
            return null;
        }

        return System.Text.Encoding.UTF8.GetString(text[..end]);
    }
}
