using System.Text;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>Reads the rows of a block, one after the other.</summary>
internal ref struct EventRow(EventBlock block)
{
    public const int HasFile = 1;
    public const int HasTimeText = 2;
    public const int HasId = 4;
    public const int HasWhole = 8;

    private ReadOnlySpan<byte> _rest = block.Rows.Span;
    private string _file = "";
    private long _offset;
    private int _caller;
    private int _flags;
    private ReadOnlySpan<byte> _timeText;
    private ReadOnlySpan<byte> _id;
    private ReadOnlySpan<byte> _whole;

    /// <summary>What the event has in common with others.</summary>
    public EventContext Context { get; private set; } = null!;

    /// <summary>The time of the event, in ticks.</summary>
    public long Time { get; private set; }

    /// <summary>Moves to the next row; returns false at the end.</summary>
    public bool Read()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        _flags = (int)RowBuffer.TakeNumber(ref _rest);
        Context = block.Contexts[RowBuffer.TakeNumber(ref _rest)];
        _caller = (int)RowBuffer.TakeNumber(ref _rest);
        Time += RowBuffer.TakeNumber(ref _rest);
        if ((_flags & HasFile) != 0)
        {
            (_file, _offset) = (Encoding.UTF8.GetString(RowBuffer.TakeCounted(ref _rest)), 0);
        }

        _offset += RowBuffer.TakeNumber(ref _rest);
        _timeText = (_flags & HasTimeText) != 0 ? RowBuffer.TakeCounted(ref _rest) : default;
        _id = (_flags & HasId) != 0 ? RowBuffer.TakeCounted(ref _rest) : default;
        _whole = (_flags & HasWhole) != 0 ? RowBuffer.TakeCounted(ref _rest) : default;
        return true;
    }

    /// <summary>Returns the event of the row.</summary>
    public readonly CorrelatedEvent ToEvent()
    {
        var time = (_flags & HasTimeText) != 0 ? _timeText.ToArray() : EventTime.Text(Time);
        var (caller, address) = block.Callers[_caller];
        var facts = PackedFacts.Of([
            (_flags & HasId) != 0 ? _id.ToArray() : null,
            time,
            Context.Account,
            Context.Region,
            Context.Name,
            caller,
            address,
            (_flags & HasWhole) != 0 ? _whole.ToArray() : null,
        ]);
        return new CorrelatedEvent(Context.Hunt, Context.Group, Time, Context.Rule, Context.Value, facts, _file, _offset);
    }
}
