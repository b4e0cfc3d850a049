using System.Text.Json;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Reads a list of texts, each with an event, as <c>aws cloudtrail lookup-events --query 'Events[].CloudTrailEvent'</c>
/// prints it. It is read piece by piece, since such a list may be long.
/// </summary>
internal static class EventTextList
{
    /// <summary>Whether JSON that begins so is a list whose first element is a text.</summary>
    public static bool BeginsWith(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'[', .. var elements] && elements.TrimStart(" \t\r\n"u8) is [(byte)'"', ..];

    /// <summary>Reads it to its end; what is wrong with it is a fault.</summary>
    /// <returns>False when it was cancelled.</returns>
    public static bool Read(
        HeadedStream content,
        RecordReader reader,
        FileResult result,
        long maximumBytes,
        CancellationToken cancellation,
        out long position
    )
    {
        position = 0;
        try
        {
            foreach (
                var value in JsonSerializer
                    .DeserializeAsyncEnumerable(content, HuntJson.Default.JsonElement, CancellationToken.None)
                    .ToBlockingEnumerable(CancellationToken.None)
            )
            {
                position = content.Position;
                if (cancellation.IsCancellationRequested)
                {
                    return false;
                }

                reader.Value(value, position);
                if (position > maximumBytes)
                {
                    break;
                }
            }
        }
        catch (JsonException exception)
        {
            result.Fault($"is not valid JSON: {JsonFault.Reason(exception)}", content.Position);
        }

        position = content.Position;
        return true;
    }
}
