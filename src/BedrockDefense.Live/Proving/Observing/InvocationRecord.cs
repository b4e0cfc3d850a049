using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Proving.Observing;

/// <summary>
/// Tells whether a record of the invocation log is that of a request (Amazon Bedrock User Guide, "Monitor model invocation using CloudWatch
/// Logs and Amazon S3"). Nothing else of the record is read, since a caller writes most of it.
/// </summary>
internal static class InvocationRecord
{
    // Records of AWS have a few levels and whatever depth a caller's prompt has.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    /// <summary>Whether a text is the record of a request of an account.</summary>
    /// <param name="text">The text.</param>
    /// <param name="requestId">AWS's id of the request.</param>
    /// <param name="account">The id of the account.</param>
    public static bool IsOf(string text, string requestId, string account)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Options) is JsonObject record
                && Is(record, "requestId", requestId)
                && Is(record, "accountId", account);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // Whoever may write to the log group can put anything there.
            return false;
        }
    }

    private static bool Is(JsonObject record, string name, string expected) =>
        record[name] is JsonValue value && value.TryGetValue<string>(out var text) && text == expected;
}
