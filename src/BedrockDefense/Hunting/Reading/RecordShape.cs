using System.Text.Json;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Tells records from other JSON: a record has <c>eventSource</c>, <c>eventName</c> and <c>eventTime</c> of its own, as texts.
/// </summary>
/// <remarks>AWS CloudTrail User Guide, "CloudTrail record contents". Those of S3's event notifications begin with <c>aws:</c>.</remarks>
internal static class RecordShape
{
    /// <summary>How deep JSON may be nested, where it is looked at as a whole.</summary>
    public const int NoLimit = int.MaxValue;

    private static ReadOnlySpan<byte> Space => " \t\r\n"u8;

    /// <summary>
    /// Whether it is a record by the keys that CloudTrail writes right before the event's name: the identity, the time and the
    /// source. Mostly it is, and then no more has to be read.
    /// </summary>
    public static bool IsPlain(ReadOnlySpan<byte> item, int nameEnd)
    {
        if (
            nameEnd < 0
            || item[nameEnd..].TrimStart(Space) is not [(byte)':', .. var value]
            || value.TrimStart(Space) is not [(byte)'"', ..]
        )
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
    /// Whether an object is a record; it is read up to where that is known. One with parts of fields, such as
    /// <c>userIdentity.arn</c>, is none: rules look for the fields themselves and would find nothing.
    /// </summary>
    /// <exception cref="JsonException">It is not valid JSON up to there.</exception>
    /// <exception cref="InvalidOperationException">A name has an escape that stands for no character.</exception>
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
        // Such words are rare, and mostly values, as in a trail's selectors.
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
            // It is said of the record.
        }

        return false;
    }

    /// <summary>Takes a member with a plain text from the end, and the comma after it.</summary>
    private static bool TakeMember(ref ReadOnlySpan<byte> before, ReadOnlySpan<byte> key, ReadOnlySpan<byte> otherValues)
    {
        if (!TakeByte(ref before, (byte)',') || !TakeByte(ref before, (byte)'"'))
        {
            return false;
        }

        var start = before.LastIndexOf((byte)'"');
        if (start < 0 || before[start..].Contains((byte)'\\') || (!otherValues.IsEmpty && before[start..].StartsWith(otherValues)))
        {
            return false;
        }

        before = before[..start];
        if (!TakeByte(ref before, (byte)':') || !before.TrimEnd(Space).EndsWith(key))
        {
            return false;
        }

        before = before.TrimEnd(Space)[..^key.Length];
        return true;
    }

    private static bool TakeByte(ref ReadOnlySpan<byte> before, byte value)
    {
        var trimmed = before.TrimEnd(Space);
        if (trimmed is [] || trimmed[^1] != value)
        {
            return false;
        }

        before = trimmed[..^1];
        return true;
    }
}
