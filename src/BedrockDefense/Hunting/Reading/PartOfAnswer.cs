using System.Text.Json;

namespace BedrockDefense.Hunting.Reading;

/// <summary>What the answer of an AWS call has when there is more than it holds: whoever exported it stopped before the end.</summary>
internal static class PartOfAnswer
{
    private const string HasMore = "the export is not whole: it ends with NextToken, so AWS has more events than it holds";
    private const string NotEnded = "the export is not whole: the query that it is of had not ended well, as its status says";

    // The AWS CLI writes the first, also with --max-items; CloudWatch Logs' calls the second. Then come the states of queries,
    // of Logs Insights and of CloudTrail Lake, in which an answer has some of the events.
    private static readonly (string Name, string[] Values, string Message)[] Signs =
    [
        ("NextToken", [], HasMore),
        ("nextToken", [], HasMore),
        ("status", ["Scheduled", "Running", "Failed", "Cancelled", "Timeout"], NotEnded),
        ("QueryStatus", ["QUEUED", "RUNNING", "FAILED", "CANCELLED", "TIMED_OUT"], NotEnded),
    ];

    /// <summary>What to say of an object that is one; null when it is none.</summary>
    public static string? Of(JsonElement answer)
    {
        foreach (var (name, values, message) in Signs)
        {
            if (answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && Tells(value.GetString()!, values))
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>Says whether an answer is only a part, by what stands beside its list: null when nothing tells so.</summary>
    public static string? Of(ReadOnlySpan<byte> beside)
    {
        foreach (var (name, values, message) in Signs)
        {
            if (TextAfter(beside, name) is { } value && Tells(value, values))
            {
                return message;
            }
        }

        return null;
    }

    private static bool Tells(string value, string[] values) => values is [] ? value.Length > 0 : values.Contains(value);

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
