using System.Runtime.CompilerServices;
using System.Text.Json;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Distinguishes records from other JSON. A record has the top-level texts <c>eventSource</c>, <c>eventName</c> and
/// <c>eventTime</c>.
/// </summary>
/// <remarks>
/// Source: AWS CloudTrail User Guide, "CloudTrail record contents". The eventSource of S3's event notifications begins with
/// <c>aws:</c>, so these are not records.
/// </remarks>
internal static class RecordShape
{
    /// <summary>The limit for the depth of JSON that is parsed as a whole.</summary>
    public const int NoLimit = int.MaxValue;

    /// <summary>
    /// Returns whether an item is a record, judging only by the keys that CloudTrail writes directly before the event name: the
    /// identity, the time and the source. This is usually enough, and then nothing else has to be read.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsPlain(ReadOnlySpan<byte> item, int nameEnd)
    {
        if (nameEnd < 0 || TrimStart(item[nameEnd..]) is not [(byte)':', .. var value] || TrimStart(value) is not [(byte)'"', ..])
        {
            return false;
        }

        var before = item[..(nameEnd - NameKeys.Length)];
        return TakeMember(ref before, "\"eventSource\""u8, "\"aws:"u8)
            && TakeMember(ref before, "\"eventTime\""u8, ""u8)
            && TakeByte(ref before, (byte)',')
            && TakeByte(ref before, (byte)'}');
    }

    /// <summary>
    /// Returns the text of the time where CloudTrail writes it, directly before the source and the name; empty where it stands elsewhere,
    /// or where another key with this name may follow, since the last one counts.
    /// </summary>
    public static ReadOnlySpan<byte> TimeBefore(ReadOnlySpan<byte> item, NameKeys names)
    {
        var key = "\"eventTime\""u8;
        if (names.OwnKey < 0 || names.IsIncomplete || item[names.OwnKey..].IndexOf(key) >= 0)
        {
            return [];
        }

        var before = item[..(names.OwnKey - NameKeys.Length)];
        if (!TakeMember(ref before, "\"eventSource\""u8, []))
        {
            return [];
        }

        var whole = before;
        return TakeMember(ref before, key, []) ? PlainText.After(whole, before.Length + key.Length) : [];
    }

    /// <summary>
    /// Returns whether an object is a record, and reads only as much as necessary. An object with flattened fields such as
    /// <c>userIdentity.arn</c> is not a record: rules look for the nested fields and would find nothing.
    /// </summary>
    /// <exception cref="JsonException">The part that was read is not valid JSON.</exception>
    /// <exception cref="InvalidOperationException">A name contains an escape that is not a valid character.</exception>
    public static bool IsRecord(ReadOnlySpan<byte> item)
    {
        var reader = new Utf8JsonReader(item, new JsonReaderOptions { MaxDepth = NoLimit });
        var (hasSource, hasName, hasTime) = (false, false, false);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (!(hasSource && hasName && hasTime) && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isSource, isName, isTime) = (
                reader.ValueTextEquals("eventSource"u8),
                reader.ValueTextEquals("eventName"u8),
                reader.ValueTextEquals("eventTime"u8)
            );
            reader.Read();
            var isText = reader.TokenType == JsonTokenType.String;
            hasSource |= isSource && isText && !reader.ValueSpan.StartsWith("aws:"u8);
            hasName |= isName && isText;
            hasTime |= isTime && isText;
            reader.Skip();
        }

        return hasSource && hasName && hasTime && !HasParts(item);
    }

    private static bool HasParts(ReadOnlySpan<byte> item)
    {
        // These words are rare. Where they occur, they are usually values, as in the selectors of a trail.
        if (item.IndexOf("\"userIdentity."u8) < 0 && item.IndexOf("\"requestParameters."u8) < 0)
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(item, new JsonReaderOptions { MaxDepth = NoLimit });
            _ = reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueSpan.StartsWith("userIdentity."u8) || reader.ValueSpan.StartsWith("requestParameters."u8))
                {
                    return true;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // The fault is reported when the record is read.
        }

        return false;
    }

    /// <summary>Removes a member with a plain text, and the comma after it, from the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TakeMember(ref ReadOnlySpan<byte> before, ReadOnlySpan<byte> key, ReadOnlySpan<byte> otherValues)
    {
        if (!TakeByte(ref before, (byte)',') || !TakeByte(ref before, (byte)'"'))
        {
            return false;
        }

        // The value is short, and then this is faster than the framework's methods.
        var start = before.Length - 1;
        while (start >= 0 && before[start] != '"')
        {
            if (before[start--] == '\\')
            {
                return false;
            }
        }

        if (start < 0 || (!otherValues.IsEmpty && before[start..].StartsWith(otherValues)))
        {
            return false;
        }

        before = before[..start];
        if (!TakeByte(ref before, (byte)':'))
        {
            return false;
        }

        var rest = TrimEnd(before);
        if (!rest.EndsWith(key))
        {
            return false;
        }

        before = rest[..^key.Length];
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TakeByte(ref ReadOnlySpan<byte> before, byte value)
    {
        var trimmed = TrimEnd(before);
        if (trimmed is [] || trimmed[^1] != value)
        {
            return false;
        }

        before = trimmed[..^1];
        return true;
    }

    // There is usually nothing to trim, and then these are faster than the framework's methods.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text)
    {
        var start = 0;
        while (start < text.Length && IsSpace(text[start]))
        {
            start++;
        }

        return text[start..];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text)
    {
        var end = text.Length;
        while (end > 0 && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
