using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace BedrockDefense.Hunting.Scanning;

/// <summary>
/// Finds the records of a file while it is decompressed, and the positions of event names in each record. The scanner distinguishes
/// brackets in strings from structural brackets. So a text that an attacker chose can neither begin nor end a record. It scans 64
/// bytes at a time, and examines single brackets only where a record may begin or end.
/// </summary>
/// <remarks>
/// A file is a sequence of JSON values: usually one, many in JSON Lines. If an object has a list with a name in
/// <see cref="ListNames"/>, the elements of the list are items. An object without such a list is itself an item, and so are the
/// elements of a top-level list. The handler decides whether an item is a record.
/// </remarks>
internal sealed class RecordScanner(IRecordHandler handler)
{
    /// <summary>
    /// The maximum length of a record in bytes. CloudTrail's own records are smaller than 1 MB ("Quotas in AWS CloudTrail").
    /// </summary>
    public const int MaximumRecordLength = 8 * 1024 * 1024;

    private const int SmallestWindow = 256 * 1024;

    /// <summary>The minimum free space for an inflater to write to.</summary>
    private const int Room = 128 * 1024;

    private const int MaximumKeys = 16;

    /// <summary>The names of the lists that contain the items, in files of CloudTrail and in exports of other services.</summary>
    private static readonly string[] ListNames =
    [
        "Records",
        "records",
        "Events",
        "events",
        "logEvents",
        "Messages",
        "QueryResultRows",
        "results",
    ];

    private static readonly byte[][] QuotedListNames = [.. ListNames.Select(name => System.Text.Encoding.UTF8.GetBytes($"\"{name}\""))];

    private readonly int[] _keys = new int[MaximumKeys];
    private readonly int[] _keyDepths = new int[MaximumKeys];
    private byte[] _window = GC.AllocateUninitializedArray<byte>(SmallestWindow + BlockMasks.Length);
    private long _origin;
    private int _end;
    private int _scanned;
    private ulong _inText;
    private ulong _escape;
    private ulong _quotesBefore;
    private ulong _namesBefore;
    private int _depth;
    private int _recordDepth;
    private int _recordStart;
    private int _gapStart;
    private int _keyCount;
    private int _obscuredAt;
    private bool _isContainer;
    private bool _isDropped;
    private bool _straddles;

    /// <summary>The memory for the next bytes of the file.</summary>
    public Memory<byte> FreeSpace
    {
        get
        {
            if (_window.Length - BlockMasks.Length - _end < Room)
            {
                MakeRoom();
            }

            return _window.AsMemory(_end, _window.Length - BlockMasks.Length - _end);
        }
    }

    /// <summary>The number of bytes of the file that were given so far.</summary>
    public long Position => _origin + _end;

    // The depth of the brackets between which records or their list begin and end. Deeper brackets are only counted.
    private int BorderDepth => _recordDepth == 0 ? 1 : _recordDepth;

    // Whether the current text cannot be a record: the rest of an object with records, or a record that is too long.
    private bool IsSkipping => _isDropped || (_isContainer && _recordDepth == 0);

    /// <summary>Forgets the previous file.</summary>
    public void Begin()
    {
        (_origin, _end, _scanned, _depth, _recordDepth, _recordStart, _gapStart, _keyCount) = (0, 0, 0, 0, 0, -1, 0, 0);
        (_inText, _escape, _quotesBefore, _namesBefore) = (0, 0, 0, 0);
        (_obscuredAt, _isContainer, _isDropped, _straddles) = (-1, false, false, false);
        if (_window.Length > SmallestWindow + BlockMasks.Length)
        {
            _window = GC.AllocateUninitializedArray<byte>(SmallestWindow + BlockMasks.Length);
        }
    }

    /// <summary>Scans bytes that were written to <see cref="FreeSpace"/>.</summary>
    public void Advance(int count)
    {
        if (_end == 0 && count >= 3 && _window is [0xEF, 0xBB, 0xBF, ..])
        {
            _window.AsSpan(0, 3).Fill((byte)' ');
        }

        _end += count;
        ScanBlocks(_scanned + ((_end - _scanned) / BlockMasks.Length * BlockMasks.Length));
    }

    /// <summary>Scans the rest at the end of the file.</summary>
    public void Finish()
    {
        _window.AsSpan(_end, BlockMasks.Length).Fill((byte)' ');
        if (_scanned < _end)
        {
            ScanBlocks(_scanned + BlockMasks.Length);
        }

        if (_depth > 0 || _inText != 0)
        {
            var where = _recordStart >= 0 ? $", within the record that begins at byte {_origin + _recordStart}" : "";
            handler.Fault($"the file ends too early{where}", Position);
        }
        else
        {
            CheckGap(_end);
        }
    }

    // The method is optimised immediately. The runtime would notice too late that it runs often.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanBlocks(int end)
    {
        ref var window = ref MemoryMarshal.GetArrayDataReference(_window);
        var (inText, quotesBefore, namesBefore) = (_inText, _quotesBefore, _namesBefore);
        var (anyHigh, start) = (_straddles ? 1UL : 0, _scanned);
        var (depth, border) = (_depth, BorderDepth);
        for (var at = start; at < end; at += BlockMasks.Length)
        {
            ref var block = ref Unsafe.Add(ref window, at);
            BlockMasks.Find(ref block, out var quotes, out var backslashes, out var opens, out var closes, out var names, out var odds);
            if ((backslashes | _escape) != 0)
            {
                var escaped = BlockMasks.FindEscaped(backslashes, ref _escape);
                quotes &= ~escaped;
                if ((escaped & BlockMasks.Find(ref block, (byte)'u')) is var units && units != 0)
                {
                    AddEscapes(units, at);
                }
            }

            // A string of nine characters with an N as its sixth.
            var keys = quotes & ((quotes << 10) | (quotesBefore >> 54)) & ((names << 4) | (namesBefore >> 60));
            var text = BlockMasks.PrefixXor(quotes) ^ inText;
            inText = (ulong)((long)text >> 63);
            (quotesBefore, namesBefore) = (quotes, names);
            if (odds != 0)
            {
                var highs = BlockMasks.FindNonAscii(ref block);
                anyHigh |= highs;
                if ((odds & ~highs & text) is var controls && controls != 0)
                {
                    AddControl(controls, at);
                }
            }

            opens &= ~text;
            closes &= ~text;
            if (keys != 0)
            {
                AddKeys(keys, at, depth, opens, closes);
            }

            var closing = BitOperations.PopCount(closes);
            if (depth - closing > border)
            {
                depth += BitOperations.PopCount(opens) - closing;
                continue;
            }

            _depth = depth;
            Walk(opens, closes, at);
            (depth, border) = (_depth, BorderDepth);
        }

        _depth = depth;
        (_inText, _quotesBefore, _namesBefore, _scanned) = (inText, quotesBefore, namesBefore, end);
        if (anyHigh != 0)
        {
            CheckUtf8(start, end);
        }
    }

    private void Walk(ulong opens, ulong closes, int block)
    {
        for (var brackets = opens | closes; brackets != 0; brackets &= brackets - 1)
        {
            var at = block + BitOperations.TrailingZeroCount(brackets);
            if ((opens & brackets & (~brackets + 1)) != 0)
            {
                Open(at);
            }
            else
            {
                Close(at);
            }
        }
    }

    private void Open(int at)
    {
        var isObject = _window[at] == '{';
        if (_depth == _recordDepth)
        {
            CheckGap(at);
            if (isObject || _depth > 0)
            {
                _recordStart = at;
                Forget(at);
            }
            else
            {
                (_recordDepth, _gapStart) = (1, at + 1);
            }
        }
        else if (_depth == 1 && _recordDepth == 0 && !isObject && IsListOfItems(at))
        {
            // The outer object is not a record, whatever else it contains.
            if (_recordStart >= 0 || _isContainer)
            {
                handler.TextBeside(_window.AsSpan(Math.Max(_recordStart, _isContainer ? _gapStart : 0)..at), _origin + at);
            }

            (_recordDepth, _recordStart, _gapStart, _isContainer, _isDropped) = (2, -1, at + 1, true, false);
        }

        _depth++;
    }

    private void Close(int at)
    {
        if (_depth == 0)
        {
            handler.Fault("a bracket closes that was never opened", _origin + at);
            return;
        }

        _depth--;
        if (_depth == _recordDepth)
        {
            if (_recordStart >= 0)
            {
                End(at);
            }
            else if (_depth == 0 && _isContainer)
            {
                handler.TextBeside(_window.AsSpan(_gapStart..at), _origin + at);
            }

            (_recordStart, _gapStart, _isDropped) = (-1, at + 1, false);
        }
        else if (_depth == _recordDepth - 1)
        {
            CheckGap(at);
            (_recordDepth, _gapStart) = (0, at + 1);
        }

        if (_depth == 0)
        {
            _isContainer = false;
        }
    }

    private void End(int at)
    {
        var (start, count, own) = (_recordStart, 0, -1);
        if (_window[at] != (_window[start] == '{' ? '}' : ']'))
        {
            handler.Fault("the record ends with another bracket than it begins with", _origin + start);
        }

        while (count < _keyCount && _keys[count] <= at)
        {
            _keys[count] -= start;
            if (_keyDepths[count] == _recordDepth + 1)
            {
                own = _keys[count];
            }

            count++;
        }

        handler.Item(
            new ArraySegment<byte>(_window, start, at + 1 - start),
            _origin + start,
            new NameKeys(_keys.AsSpan(0, count), own, _obscuredAt >= 0)
        );
        for (var index = 0; index < count; index++)
        {
            _keys[index] += start;
        }

        Forget(at);
    }

    /// <summary>
    /// Resets the data of the current record. What was already noted after this position in the block belongs to the next record.
    /// </summary>
    private void Forget(int at)
    {
        var kept = 0;
        for (var index = 0; index < _keyCount; index++)
        {
            if (_keys[index] > at)
            {
                (_keys[kept], _keyDepths[kept++]) = (_keys[index], _keyDepths[index]);
            }
        }

        _keyCount = kept;
        // An escape in the same block may belong to the next record. Assuming so costs only a little time.
        if (_obscuredAt <= at - BlockMasks.Length)
        {
            _obscuredAt = -1;
        }
    }

    private void AddKeys(ulong keys, int block, int depth, ulong opens, ulong closes)
    {
        for (; keys != 0; keys &= keys - 1)
        {
            var before = (keys & (~keys + 1)) - 1;
            var end = block + BitOperations.TrailingZeroCount(keys) + 1;
            if (end < NameKeys.Length || !_window.AsSpan(end - NameKeys.Length, NameKeys.Length).SequenceEqual("\"eventName\""u8))
            {
                continue;
            }

            if (_keyCount == MaximumKeys)
            {
                _obscuredAt = block;
            }
            else
            {
                (_keys[_keyCount], _keyDepths[_keyCount++]) = (
                    end,
                    depth + BitOperations.PopCount(opens & before) - BitOperations.PopCount(closes & before)
                );
            }
        }
    }

    private void AddEscapes(ulong units, int block)
    {
        for (; units != 0; units &= units - 1)
        {
            var digits = block + BitOperations.TrailingZeroCount(units) + 1;
            if (digits + 4 > _end || JsonUnescaper.MayHideName(_window.AsSpan(digits, 4)))
            {
                _obscuredAt = block;
            }
        }
    }

    private void AddControl(ulong controls, int block) =>
        handler.Fault(
            "a text holds a control character, which JSON does not allow",
            _origin + block + BitOperations.TrailingZeroCount(controls)
        );

    /// <summary>Returns whether the list that opens here is the value of a key in <see cref="ListNames"/>.</summary>
    private bool IsListOfItems(int at)
    {
        var before = _window.AsSpan(0, at).TrimEnd(" \t\r\n"u8);
        if (before is not [.., (byte)':'])
        {
            return false;
        }

        before = before[..^1].TrimEnd(" \t\r\n"u8);
        foreach (var name in QuotedListNames)
        {
            if (before.EndsWith(name))
            {
                return true;
            }
        }

        // A key with an escape in it may be one of these names.
        var start = before.Length - 2;
        while (start >= 0 && (before[start] != '"' || (start > 0 && before[start - 1] == '\\')))
        {
            start--;
        }

        if (start < 0 || !before[start..].Contains((byte)'\\'))
        {
            return false;
        }

        foreach (var name in ListNames)
        {
            if (JsonUnescaper.IsText(before[start..], name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Checks that only white space and commas stand between records. Anything else means that the brackets do not match.
    /// </summary>
    private void CheckGap(int end)
    {
        if (IsSkipping)
        {
            return;
        }
        // There is usually one comma. For that, a loop is faster than a search for long texts.
        for (var at = _gapStart; at < end; at++)
        {
            if (_window[at] is (byte)' ' or (byte)',' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            {
                continue;
            }

            handler.Fault("between the events there is something else", _origin + at);
            return;
        }
    }

    private void CheckUtf8(int start, int end)
    {
        // A character may straddle the borders of the scanned block.
        var whole = end;
        while (start > 0 && (_window[start] & 0xC0) == 0x80)
        {
            start--;
        }

        for (var back = 1; back <= 3 && end - back > start; back++)
        {
            var lead = _window[end - back];
            if (lead >= 0xC0)
            {
                end -=
                    back
                    < (
                        lead >= 0xF0 ? 4
                        : lead >= 0xE0 ? 3
                        : 2
                    )
                        ? back
                        : 0;
                break;
            }
        }

        _straddles = end < whole;
        var bytes = _window.AsSpan(start, end - start);
        if (Utf8.IsValid(bytes))
        {
            return;
        }

        var at = start;
        while (System.Text.Rune.DecodeFromUtf8(_window.AsSpan(at, end - at), out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        handler.Fault("the file is not valid UTF-8", _origin + at);
    }

    private void MakeRoom()
    {
        // The text beside a list is kept as a whole, unless it is longer than such objects usually have there.
        var isBeside = _isContainer && _recordDepth == 0 && _scanned - _gapStart < Room;
        if (_recordStart < 0 && !isBeside)
        {
            CheckGap(_scanned);
            _gapStart = _scanned;
        }

        // The bytes directly before are kept too, because a character or a key may straddle the border.
        var kept = Math.Max(
            0,
            Math.Min(
                _recordStart >= 0 ? _recordStart
                    : isBeside ? _gapStart
                    : _scanned,
                _scanned - BlockMasks.Length
            )
        );
        if (kept > 0)
        {
            Move(kept);
        }

        if (_window.Length - BlockMasks.Length - _end >= Room)
        {
            return;
        }

        if (_window.Length < MaximumRecordLength)
        {
            Array.Resize(ref _window, ((_window.Length - BlockMasks.Length) * 2) + BlockMasks.Length);
            return;
        }

        handler.Fault($"the record is longer than {MaximumRecordLength / 1024 / 1024} MB and is left out", _origin + _recordStart);
        (_isDropped, _recordStart, _keyCount, _obscuredAt) = (true, -1, 0, -1);
        Move(_scanned - BlockMasks.Length);
    }

    private void Move(int kept)
    {
        _window.AsSpan(kept, _end - kept).CopyTo(_window);
        _origin += kept;
        (_end, _scanned, _gapStart) = (_end - kept, _scanned - kept, _gapStart - kept);
        _recordStart = _recordStart < 0 ? -1 : _recordStart - kept;
        _obscuredAt = _obscuredAt < 0 ? -1 : Math.Max(0, _obscuredAt - kept);
        for (var index = 0; index < _keyCount; index++)
        {
            _keys[index] -= kept;
        }
    }
}
