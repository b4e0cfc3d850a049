using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// Packs the events that one thread finds for correlations. What many events have in common, such as the caller and the group, is
/// written once in a block, and an event is a short row that refers to it. So an event takes about 60 bytes and no object.
/// </summary>
/// <param name="log">Receives the blocks.</param>
/// <param name="shown">The fields that findings show.</param>
internal sealed class EventPacker(EventLog log, ShownFields shown)
{
    /// <summary>The number of bytes after which a block is handed on.</summary>
    private const int MaximumBytes = 512 * 1024;

    private readonly Lock _lock = new();
    private readonly TextTable _contexts = new();
    private readonly TextTable _callers = new();
    private readonly RowBuffer _key = new();
    private readonly RowBuffer _caller = new();
    private readonly RowBuffer _contextList = new();
    private readonly RowBuffer _callerList = new();
    private readonly RowBuffer _rows = new();
    private string _file = "";
    private bool _isNewFile;
    private long _time;
    private long _offset;

    /// <summary>Begins the events of a file.</summary>
    public void Begin(string file)
    {
        lock (_lock)
        {
            (_file, _isNewFile) = (file, true);
        }
    }

    /// <summary>
    /// Adds the event that a record is for a rule of a correlation. An event without a field to group by or to count belongs to no group
    /// and is ignored.
    /// </summary>
    /// <param name="source">The rule and its correlation.</param>
    /// <param name="time">The time of the event.</param>
    /// <param name="record">The record.</param>
    /// <param name="whole">The whole record as a text; null when it is not needed.</param>
    /// <param name="offset">The position of the record in the file.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(CorrelationSource source, DateTimeOffset time, RecordFields record, string? whole, long offset)
    {
        lock (_lock)
        {
            _key.Clear();
            _key.Add(source.Hunt);
            _key.Add(source.Rule);
            if (!TryAddValues(source.GroupBy, record) || !TryAddValues(source.Counted, record))
            {
                return;
            }

            shown.AddPlace(record, _key);
            AddRow(FindContext(source, record), FindCaller(record), time.UtcTicks, record, whole, offset);
            if (_rows.Length + _contextList.Length + _callerList.Length + _contexts.Length + _callers.Length > MaximumBytes)
            {
                HandOn();
            }
        }
    }

    /// <summary>Hands on the events so far. Another thread may call this when this thread is abandoned.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            HandOn();
        }
    }

    private void HandOn()
    {
        if (_rows.Length > 0)
        {
            log.Add(_contexts.Count, _contextList.Written, _callers.Count, _callerList.Written, _rows.Written);
        }

        _contexts.Clear();
        _contextList.Clear();
        _callers.Clear();
        _callerList.Clear();
        _rows.Clear();
        (_time, _offset, _isNewFile) = (0, 0, true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryAddValues(int[] slots, RecordFields record)
    {
        foreach (var slot in slots)
        {
            if (!record.HasScalar(slot))
            {
                return false;
            }

            // Different texts can have the same bytes in UTF-8: an escape in the event can make half of a surrogate pair.
            var isEscaped = record.IsEscaped(slot);
            _key.Add(isEscaped ? 1 : 0);
            _key.AddCounted(isEscaped ? MemoryMarshal.AsBytes(record.LastScalar(slot).AsSpan()) : record.LastUtf8(slot));
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindContext(CorrelationSource source, RecordFields record)
    {
        if (!_contexts.TryFind(_key.Written, out var number))
        {
            _contextList.Add(source.Hunt);
            _contextList.Add(source.Rule);
            _contextList.Add(DigestOf(source.GroupBy, record));
            _contextList.Add(DigestOf(source.Counted, record));
            shown.AddPlace(record, _contextList);
        }

        return number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindCaller(RecordFields record)
    {
        _caller.Clear();
        shown.AddCaller(record, _caller);
        if (!_callers.TryFind(_caller.Written, out var number))
        {
            _callerList.Add(_caller.Written);
        }

        return number;
    }

    private static Digest DigestOf(int[] slots, RecordFields record) =>
        slots is [] ? default : Digest.Of([.. slots.Select(slot => record.LastScalar(slot)!)]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRow(int context, int caller, long time, RecordFields record, string? whole, long offset)
    {
        var text = shown.TimeBytes(record);
        var flags =
            (_isNewFile ? EventRow.HasFile : 0)
            | (EventTime.IsCanonical(text) ? 0 : EventRow.HasTimeText)
            | (record.HasText(shown.IdSlot) ? EventRow.HasId : 0)
            | (whole is null ? 0 : EventRow.HasWhole);
        _rows.Add(flags);
        _rows.Add(context);
        _rows.Add(caller);
        _rows.Add(time - _time);
        if (_isNewFile)
        {
            _rows.AddCounted(Encoding.UTF8.GetBytes(_file));
            _offset = 0;
        }

        _rows.Add(offset - _offset);
        if ((flags & EventRow.HasTimeText) != 0)
        {
            _rows.AddCounted(text);
        }

        if ((flags & EventRow.HasId) != 0)
        {
            _rows.AddCounted(record.LastUtf8(shown.IdSlot));
        }

        if (whole is not null)
        {
            _rows.AddCounted(Encoding.UTF8.GetBytes(whole));
        }

        (_time, _offset, _isNewFile) = (time, offset, false);
    }
}
