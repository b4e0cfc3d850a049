using System.Runtime.CompilerServices;
using System.Text.Json;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting.Matching;

/// <summary>
/// Reads the fields of a record that is written plainly: valid JSON without backslashes, of moderate depth and length. It is several times
/// as fast as the framework's reader, because it goes from one bracket, colon or comma to the next. It checks the whole record, so it
/// reads only records that the framework's reader would read, with the same result.
/// </summary>
internal sealed class PlainRecordReader(RecordFields fields)
{
    /// <summary>The maximum depth, which a mask with one bit for each level can hold.</summary>
    private const int MaximumDepth = 60;

    /// <summary>The maximum number of bytes. The index of a record takes up to four times its memory, and larger ones are rare.</summary>
    private const int MaximumLength = 1024 * 1024;

    private readonly StructureIndex _index = new();
    private int _next;
    private int _strings;

    /// <summary>Reads a record; returns false when it is not written plainly, and then the fields are incomplete.</summary>
    public bool Read(byte[] buffer, int start, int length, FieldTree tree)
    {
        if (length > MaximumLength || !_index.Read(buffer, start, length))
        {
            return false;
        }

        (_next, _strings) = (0, 0);
        var text = buffer.AsSpan(start, length);
        var positions = _index.Positions;
        return positions is [0, ..]
            && text[0] == '{'
            && ReadObject(text, positions, tree, 0)
            && _next == positions.Length
            && IsBlank(text[(positions[^1] + 1)..])
            && _strings * 2 == _index.Quotes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadObject(ReadOnlySpan<byte> text, ReadOnlySpan<int> positions, FieldTree node, int depth)
    {
        var saved = fields.BeginObject(node);
        var seen = 0UL;
        var previous = positions[_next++];
        if (_next < positions.Length && text[positions[_next]] == '}')
        {
            fields.EndObject(saved);
            return IsBlank(text[(previous + 1)..positions[_next++]]) && IsEndClean(text, positions);
        }

        while (true)
        {
            if (
                _next + 1 >= positions.Length
                || text[positions[_next]] != ':'
                || !TryString(text, previous, positions[_next], out var name)
            )
            {
                return false;
            }

            previous = positions[_next++];
            if (node.Find(name) is { } child)
            {
                fields.BeginProperty(child, node, saved, ref seen);
                if (!ReadValue(text, positions, previous, child, depth))
                {
                    return false;
                }
            }
            else if (!SkipValue(text, positions, previous))
            {
                return false;
            }

            if (_next >= positions.Length)
            {
                return false;
            }

            previous = positions[_next++];
            if (text[previous] == '}')
            {
                fields.EndObject(saved);
                return IsEndClean(text, positions);
            }

            if (text[previous] != ',')
            {
                return false;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadValue(ReadOnlySpan<byte> text, ReadOnlySpan<int> positions, int before, FieldTree node, int depth)
    {
        switch (text[positions[_next]])
        {
            case (byte)'{':
                fields.NoteValue(node, isNull: false);
                return ReadOrSkip(text, positions, before, node, depth);
            case (byte)'[':
                fields.NoteValue(node, isNull: false);
                return ReadList(text, positions, before, node, depth);
            default:
                return TryScalar(text, before, positions[_next], out var kind, out var start, out var length)
                    && Note(node, kind, start, length);
        }
    }

    private bool ReadOrSkip(ReadOnlySpan<byte> text, ReadOnlySpan<int> positions, int before, FieldTree node, int depth) =>
        node.Children.Length == 0
            ? SkipValue(text, positions, before)
            : depth < MaximumDepth && IsBlank(text[(before + 1)..positions[_next]]) && ReadObject(text, positions, node, depth + 1);

    private bool ReadList(ReadOnlySpan<byte> text, ReadOnlySpan<int> positions, int before, FieldTree node, int depth)
    {
        if (!IsBlank(text[(before + 1)..positions[_next]]))
        {
            return false;
        }

        var previous = positions[_next++];
        for (var isFirst = true; _next < positions.Length; isFirst = false)
        {
            var at = positions[_next];
            if (text[at] == ']' && isFirst && IsBlank(text[(previous + 1)..at]))
            {
                _next++;
                return IsEndClean(text, positions);
            }

            // Lists within lists are rare.
            if (text[at] == '[')
            {
                return false;
            }

            if (text[at] == '{')
            {
                if (!ReadOrSkip(text, positions, previous, node, depth))
                {
                    return false;
                }
            }
            else if (TryScalar(text, previous, at, out var kind, out var start, out var length))
            {
                fields.Add(node, kind, start, length, isEscaped: false);
            }
            else
            {
                return false;
            }

            if (_next >= positions.Length)
            {
                return false;
            }

            previous = positions[_next++];
            if (text[previous] == ']')
            {
                return IsEndClean(text, positions);
            }

            if (text[previous] != ',')
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Checks a value of any depth and moves to what follows it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool SkipValue(ReadOnlySpan<byte> text, ReadOnlySpan<int> positions, int before)
    {
        // A set bit stands for an object, a clear one for a list; the lowest bit is the innermost level.
        var (kinds, depth, previous) = (0UL, 0, before);
        while (true)
        {
            if (_next >= positions.Length)
            {
                return false;
            }

            // A value begins here.
            var at = positions[_next];
            if (text[at] is (byte)'{' or (byte)'[')
            {
                var isObject = text[at] == '{';
                if (++depth > MaximumDepth || !IsBlank(text[(previous + 1)..at]) || _next + 1 >= positions.Length)
                {
                    return false;
                }

                kinds = (kinds << 1) | (isObject ? 1UL : 0);
                previous = at;
                at = positions[++_next];
                if (text[at] != (isObject ? '}' : ']'))
                {
                    if (isObject && !SkipName(text, positions, ref previous))
                    {
                        return false;
                    }

                    continue;
                }

                // A list of one scalar ends at the first bracket too.
                if (!IsBlank(text[(previous + 1)..at]) && (isObject || !TryScalar(text, previous, at, out _, out _, out _)))
                {
                    return false;
                }
            }
            else if (!TryScalar(text, previous, at, out _, out _, out _))
            {
                return false;
            }

            // A value has ended, and perhaps the lists and objects around it.
            while (true)
            {
                if (depth == 0)
                {
                    return true;
                }

                if (_next >= positions.Length)
                {
                    return false;
                }

                var end = positions[_next++];
                var isInObject = (kinds & 1) != 0;
                if (text[end] == (isInObject ? '}' : ']'))
                {
                    (kinds, depth) = (kinds >> 1, depth - 1);
                    if (!IsEndClean(text, positions))
                    {
                        return false;
                    }

                    continue;
                }

                previous = end;
                if (text[end] != ',' || (isInObject && !SkipName(text, positions, ref previous)))
                {
                    return false;
                }

                break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipName(ReadOnlySpan<byte> text, ReadOnlySpan<int> positions, ref int previous)
    {
        if (_next >= positions.Length || text[positions[_next]] != ':' || !TryString(text, previous, positions[_next], out _))
        {
            return false;
        }

        previous = positions[_next++];
        return true;
    }

    /// <summary>Returns whether only white space stands between the bracket that was just passed and what follows it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsEndClean(ReadOnlySpan<byte> text, ReadOnlySpan<int> positions) =>
        _next >= positions.Length
        || positions[_next] == positions[_next - 1] + 1
        || IsBlank(text[(positions[_next - 1] + 1)..positions[_next]]);

    private bool Note(FieldTree node, JsonTokenType kind, int start, int length)
    {
        fields.NoteValue(node, kind == JsonTokenType.Null);
        fields.Add(node, kind, start, length, isEscaped: false);
        return true;
    }

    /// <summary>
    /// Returns whether nothing but one string stands between two positions. Whether it is only one is known at the end, from the number
    /// of quotation marks.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryString(ReadOnlySpan<byte> text, int before, int end, out ReadOnlySpan<byte> content)
    {
        var (start, last) = (before + 1, end - 1);
        while (start < last && IsSpace(text[start]))
        {
            start++;
        }

        while (last > start && IsSpace(text[last]))
        {
            last--;
        }

        var isString = start < last && text[start] == '"' && text[last] == '"';
        content = isString ? text[(start + 1)..last] : default;
        _strings += isString ? 1 : 0;
        return isString;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryScalar(ReadOnlySpan<byte> text, int before, int end, out JsonTokenType kind, out int start, out int length)
    {
        start = before + 1;
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        var last = end - 1;
        while (last > start && IsSpace(text[last]))
        {
            last--;
        }

        length = last + 1 - start;
        kind = JsonTokenType.None;
        if (start >= end)
        {
            return false;
        }

        if (text[start] == '"')
        {
            (kind, start, length) = (JsonTokenType.String, start + 1, length - 2);
            _strings++;
            return length >= 0 && text[last] == '"';
        }

        kind = KindOf(text.Slice(start, length));
        return kind != JsonTokenType.None;
    }

    private static JsonTokenType KindOf(ReadOnlySpan<byte> token) =>
        token.SequenceEqual("null"u8) ? JsonTokenType.Null
        : token.SequenceEqual("false"u8) ? JsonTokenType.False
        : token.SequenceEqual("true"u8) ? JsonTokenType.True
        : IsNumber(token) ? JsonTokenType.Number
        : JsonTokenType.None;

    private static bool IsNumber(ReadOnlySpan<byte> token)
    {
        // A short run of digits is a number. Whether anything else is one, the framework says.
        if (
            token.Length is > 0 and < 19
            && token[0] is >= (byte)'1' and <= (byte)'9'
            && token.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
        )
        {
            return true;
        }

        try
        {
            var reader = new Utf8JsonReader(token);
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBlank(ReadOnlySpan<byte> text) => text.IsEmpty || text.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
}
