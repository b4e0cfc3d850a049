using System.Text.Json;

namespace BedrockDefense.Hunting.Reading;

/// <summary>Recognises JSON files that are stored beside CloudTrail records and contain none.</summary>
internal static class OtherFiles
{
    private const int MaximumKeys = 6;

    /// <summary>
    /// Returns whether a value is known to contain no calls: a digest of log files, an Insights event, or the test message of
    /// CloudWatch Logs for a destination (AWS CloudTrail User Guide, "CloudTrail digest file structure" and "CloudTrail record
    /// contents for Insights events").
    /// </summary>
    public static bool IsKnown(JsonElement value) =>
        (value.TryGetProperty("digestStartTime", out _) && value.TryGetProperty("logFiles", out _))
        || (IsText(value, "eventType", "AwsCloudTrailInsight") && value.TryGetProperty("insightDetails", out _))
        || IsText(value, "messageType", "CONTROL_MESSAGE");

    /// <summary>Returns a description of an object that is neither known nor a wrapper of records.</summary>
    public static string Describe(JsonElement value)
    {
        if (value.TryGetProperty("s3", out var s3) && value.TryGetProperty("eventSource", out _))
        {
            return "this is S3's notification of an object and holds none of its records: "
                + $"{VisibleText.Of(s3.GetRawText(), 2 * VisibleText.Excerpt)}";
        }

        if (value.TryGetProperty("s3ObjectKey", out var keys))
        {
            return "this is CloudTrail's notification of files and holds none of their records: "
                + $"{VisibleText.Of(keys.GetRawText(), 2 * VisibleText.Excerpt)}";
        }

        var names = value.EnumerateObject().Select(member => member.Name).Take(MaximumKeys + 1).ToList();
        var shown = string.Join(", ", names.Take(MaximumKeys).Select(name => VisibleText.Quote(name, VisibleText.Excerpt)));
        return names is []
            ? "an empty object"
            : "neither a CloudTrail record, which has eventSource, eventName and eventTime, nor anything known to hold one; "
                + $"it has {shown}{(names.Count > MaximumKeys ? ", …" : "")}";
    }

    private static bool IsText(JsonElement value, string name, string text) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.ValueEquals(text);
}
