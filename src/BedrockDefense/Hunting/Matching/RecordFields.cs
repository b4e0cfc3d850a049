using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace BedrockDefense.Hunting.Matching;

/// <summary>
/// Reads the fields that rules need from a record, in one pass. The memory is used again for the next record. The result is the
/// same as that of <c>FieldValues</c> for a parsed record: it includes arrays of objects, and of several properties with the same
/// name only the last counts.
/// </summary>
/// <remarks>
/// <see cref="PlainRecordReader"/> reads most records. What it does not read is read by the framework's reader, which also says what is
/// wrong with a record.
/// </remarks>
internal sealed class RecordFields
{
    /// <summary>The number of levels to which a record may be nested to be searched as a whole.</summary>
    public const int MaximumDepth = 512;

    private const int NoLimit = int.MaxValue;

    private readonly PlainRecordReader _plain;
    private readonly FieldState[] _states;
    private readonly bool?[] _answers;
    private FieldState[] _saved = new FieldState[64];
    private FieldValue[] _values = new FieldValue[64];
    private byte[] _record = [];
    private int _savedCount;
    private int _valueCount;
    private int _start;
    private int _length;
    private JsonElement? _element;

    /// <param name="slots">The number of slots.</param>
    /// <param name="answers">The number of shared conditions.</param>
    public RecordFields(int slots, int answers)
    {
        (_states, _answers) = (new FieldState[slots], new bool?[answers]);
        _plain = new PlainRecordReader(this);
    }

    /// <summary>Whether the record is written plainly: without backslashes, and not nested deeply.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>Reads a record.</summary>
    /// <exception cref="JsonException">The record is not valid JSON.</exception>
    /// <exception cref="InvalidOperationException">A name contains an escape that is not a valid character.</exception>
    public void Read(byte[] buffer, int start, int length, FieldTree tree)
    {
        (_record, _start, _length) = (buffer, start, length);
        Clear();
        IsPlain = _plain.Read(buffer, start, length, tree);
        if (IsPlain)
        {
            return;
        }

        Clear();
        var reader = new Utf8JsonReader(buffer.AsSpan(start, length), new JsonReaderOptions { MaxDepth = NoLimit });
        reader.Read();
        ReadObject(ref reader, tree);
        if (reader.Read())
        {
            throw new JsonException("there is more than one object");
        }
    }

    public FieldState this[int slot] => _states[slot];

    /// <summary>Returns the answer of a shared condition for this record, or null when it was not evaluated yet.</summary>
    public bool? Answer(int number) => _answers[number];

    /// <summary>Stores the answer of a shared condition until the next record.</summary>
    public bool Remember(int number, bool answer)
    {
        _answers[number] = answer;
        return answer;
    }

    /// <summary>Returns the scalar with this number.</summary>
    public ref readonly FieldValue Value(int number) => ref _values[number];

    /// <summary>Returns the bytes of a scalar, as they are in the record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Bytes(in FieldValue value) => _record.AsSpan(_start + value.Start, value.Length);

    /// <summary>Returns the text of a string, with its escapes decoded.</summary>
    public string Text(in FieldValue value) => value.IsEscaped ? JsonUnescaper.Read(Bytes(value)) : Encoding.UTF8.GetString(Bytes(value));

    /// <summary>Returns a parsed scalar.</summary>
    public JsonElement Element(in FieldValue value)
    {
        if (value.Kind == JsonTokenType.String)
        {
            return JsonSerializer.SerializeToElement(Text(value), HuntJson.Default.String);
        }

        using var document = JsonDocument.Parse(Bytes(value).ToArray());
        return document.RootElement.Clone();
    }

    /// <summary>Returns the whole record as text on one line.</summary>
    public string Text() => Encoding.UTF8.GetString(OneLineJson.Of(_record.AsSpan(_start, _length)));

    /// <summary>Returns the whole record, parsed.</summary>
    /// <exception cref="JsonException">The record is nested deeper than <see cref="MaximumDepth"/>.</exception>
    public JsonElement Record()
    {
        if (_element is null)
        {
            using var document = JsonDocument.Parse(_record.AsMemory(_start, _length), new JsonDocumentOptions { MaxDepth = MaximumDepth });
            _element = document.RootElement.Clone();
        }

        return _element.Value;
    }

    /// <summary>Returns whether the last scalar of a slot is a string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasText(int slot) => _states[slot].LastNumber is > 0 and var last && _values[last].Kind == JsonTokenType.String;

    /// <summary>Returns whether a slot has a scalar, and the last one is not null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasScalar(int slot) => _states[slot].LastNumber is > 0 and var last && _values[last].Kind != JsonTokenType.Null;

    /// <summary>Returns whether the last scalar of a slot contains backslashes.</summary>
    public bool IsEscaped(int slot) => _values[_states[slot].LastNumber].IsEscaped;

    /// <summary>Returns the text of the last scalar of a slot, or null when there is none or it is not a string.</summary>
    public string? LastText(int slot) => HasText(slot) ? Text(_values[_states[slot].LastNumber]) : null;

    /// <summary>Returns the last scalar of a slot as text in UTF-8. The slot must have one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> LastUtf8(int slot)
    {
        ref readonly var value = ref _values[_states[slot].LastNumber];
        return value.IsEscaped ? Encoding.UTF8.GetBytes(Text(value)) : Bytes(value);
    }

    /// <summary>
    /// Returns the last scalar of a slot as text: a number or a boolean as it is written. It is null when there is none or the
    /// scalar is null.
    /// </summary>
    public string? LastScalar(int slot) =>
        _states[slot].LastNumber is not (> 0 and var last) ? null
        : _values[last].Kind == JsonTokenType.Null ? null
        : Text(_values[last]);

    private void Clear()
    {
        (_valueCount, _savedCount, _element) = (0, 0, null);
        Array.Clear(_states);
        Array.Clear(_answers);
    }

    /// <summary>
    /// Begins an object. Of properties with the same name only the last counts. So the state before the object is saved, and restored
    /// when a name occurs again.
    /// </summary>
    /// <returns>The place of the saved state, which is needed to restore it and to end the object.</returns>
    public int BeginObject(FieldTree node)
    {
        var count = node.EndSlot - node.FirstSlot;
        var saved = _savedCount;
        _savedCount += count;
        if (_savedCount > _saved.Length)
        {
            Array.Resize(ref _saved, _savedCount * 2);
        }

        Array.Copy(_states, node.FirstSlot, _saved, saved, count);
        return saved;
    }

    /// <summary>Begins a property of an object.</summary>
    /// <param name="child">The property.</param>
    /// <param name="node">The object.</param>
    /// <param name="saved">The place of the object's saved state.</param>
    /// <param name="seen">The properties that the object had so far.</param>
    public void BeginProperty(FieldTree child, FieldTree node, int saved, ref ulong seen)
    {
        // Two names may share a bit. Restoring then changes nothing, because the slots of the second name are still as saved.
        var bit = 1UL << (child.FirstSlot & 63);
        if ((seen & bit) != 0)
        {
            Array.Copy(_saved, saved + child.FirstSlot - node.FirstSlot, _states, child.FirstSlot, child.EndSlot - child.FirstSlot);
        }

        seen |= bit;
    }

    /// <summary>Ends an object.</summary>
    public void EndObject(int saved) => _savedCount = saved;

    /// <summary>Notes that a property has a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void NoteValue(FieldTree node, bool isNull)
    {
        if (node.Slot >= 0)
        {
            ref var state = ref _states[node.Slot];
            state = new FieldState(state.LastNumber, IsPresent: true, state.IsNotNull || !isNull);
        }
    }

    /// <summary>Adds a scalar to a field.</summary>
    /// <param name="node">The field.</param>
    /// <param name="kind">The type of the scalar.</param>
    /// <param name="start">The index of its first byte in the record; for a string, of the byte after the quotation mark.</param>
    /// <param name="length">The length in bytes, without quotation marks.</param>
    /// <param name="isEscaped">Whether the scalar is a string that contains backslashes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(FieldTree node, JsonTokenType kind, int start, int length, bool isEscaped)
    {
        if (node.Slot < 0)
        {
            return;
        }

        if (++_valueCount == _values.Length)
        {
            Array.Resize(ref _values, _values.Length * 2);
        }

        ref var state = ref _states[node.Slot];
        _values[_valueCount] = new FieldValue(kind, start, length, isEscaped, state.LastNumber);
        state = new FieldState(_valueCount, state.IsPresent, state.IsNotNull);
    }

    private void ReadObject(ref Utf8JsonReader reader, FieldTree node)
    {
        var saved = BeginObject(node);
        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = node.Find(ref reader);
            reader.Read();
            if (child is null)
            {
                reader.Skip();
                continue;
            }

            BeginProperty(child, node, saved, ref seen);
            ReadValue(ref reader, child);
        }

        EndObject(saved);
    }

    private void ReadValue(ref Utf8JsonReader reader, FieldTree node)
    {
        NoteValue(node, reader.TokenType == JsonTokenType.Null);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadOrSkip(ref reader, node);
                break;
            case JsonTokenType.StartArray:
                var depth = reader.CurrentDepth;
                while (reader.Read() && !(reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == depth))
                {
                    if (reader.TokenType == JsonTokenType.StartObject)
                    {
                        ReadOrSkip(ref reader, node);
                    }
                    else if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.EndArray))
                    {
                        Add(ref reader, node);
                    }
                }

                break;
            default:
                Add(ref reader, node);
                break;
        }
    }

    private void ReadOrSkip(ref Utf8JsonReader reader, FieldTree node)
    {
        if (node.Children.Length > 0)
        {
            ReadObject(ref reader, node);
        }
        else
        {
            reader.Skip();
        }
    }

    private void Add(ref Utf8JsonReader reader, FieldTree node) =>
        Add(
            node,
            reader.TokenType,
            (int)reader.TokenStartIndex + (reader.TokenType == JsonTokenType.String ? 1 : 0),
            reader.ValueSpan.Length,
            reader.ValueIsEscaped
        );
}
