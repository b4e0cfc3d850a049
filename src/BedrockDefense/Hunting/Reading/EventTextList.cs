using System.Text.Json;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Reads a list of strings with one event each, as <c>aws cloudtrail lookup-events --query 'Events[].CloudTrailEvent'</c> prints
/// it. The list may be long, so it is read in pieces.
/// </summary>
internal static class EventTextList
{
    /// <summary>Returns whether JSON with this beginning is a list whose first element is a string.</summary>
    public static bool BeginsWith(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'[', .. var elements] && elements.TrimStart(" \t\r\n"u8) is [(byte)'"', ..];

    /// <summary>Reads the list to its end and reports problems as faults.</summary>
    /// <returns>False when reading was cancelled.</returns>
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
