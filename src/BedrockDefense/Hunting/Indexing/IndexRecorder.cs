using System.Runtime.InteropServices;
using System.Text.Json;
using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Indexing;

/// <summary>Notes what the index keeps of the records of a file, one file at a time.</summary>
internal sealed class IndexRecorder
{
    private static readonly (FieldTree Tree, IReadOnlyDictionary<string, int> Slots) Wanted = IndexedFields.Tree();
    private static readonly int[] Slots = [.. IndexedFields.All.Select(field => Wanted.Slots[field])];

    private readonly RecordFields _fields = new(Wanted.Slots.Count, 0);
    private readonly ShownFields _shown = new(Wanted.Slots);
    private readonly HashSet<uint>[] _hashes = [.. IndexedFields.All.Select(_ => new HashSet<uint>())];
    private readonly bool[] _hasOthers = new bool[IndexedFields.All.Length];
    private long _first;
    private long _last;
    private bool _isComplete;

    /// <summary>Starts a file.</summary>
    public void Begin()
    {
        Array.ForEach(_hashes, hashes => hashes.Clear());
        Array.Clear(_hasOthers);
        (_first, _last, _isComplete) = (long.MaxValue, long.MinValue, true);
    }

    /// <summary>Notes a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isFinal">Whether its fields are as they were before they became columns of a table.</param>
    public void Record(ArraySegment<byte> record, bool isFinal)
    {
        if (!_isComplete)
        {
            return;
        }

        try
        {
            _fields.Read(record.Array!, record.Offset, record.Count, Wanted.Tree);
            if (!isFinal && _shown.HasTextForObject(_fields))
            {
                // Only questions that look at the record restore its objects, and count the events in them.
                _isComplete = false;
                return;
            }

            if (!_fields.IsPlain)
            {
                RequireReadable(record);
            }

            Note();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What such a record holds is for each question to say. So this file is read each time.
            _isComplete = false;
        }
    }

    /// <summary>Returns what the index keeps of the file, or null when the file must be read for each question.</summary>
    public IndexedFile? Finish(FileResult result, string stamp) =>
        _isComplete && result is { Faults.Count: 0, IsUnknown: false, UnknownValues: 0 }
            ? new IndexedFile(
                stamp,
                _first,
                _last,
                result.Events,
                result.InflatedBytes,
                result.OtherValues,
                [
                    .. _hashes.Select(
                        (hashes, place) => new ValueSet(MemoryMarshal.AsBytes<uint>(hashes.Order().ToArray()).ToArray(), _hasOthers[place])
                    ),
                ]
            )
            : null;

    /// <summary>Checks that no question can find a fault in a record, whichever parts it looks at.</summary>
    /// <exception cref="JsonException">The record is nested too deeply to be searched as a whole.</exception>
    /// <exception cref="InvalidOperationException">A name or a text has half a surrogate pair.</exception>
    private static void RequireReadable(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = RecordFields.MaximumDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                _ = reader.GetString();
            }
        }
    }

    private void Note()
    {
        if (EventTime.Read(_shown.TimeBytes(_fields)) is not { } time)
        {
            _isComplete = false;
            return;
        }

        (_first, _last) = (Math.Min(_first, time.UtcTicks), Math.Max(_last, time.UtcTicks));
        for (var place = 0; place < Slots.Length; place++)
        {
            for (var number = _fields[Slots[place]].LastNumber; number > 0; number = _fields.Value(number).PreviousNumber)
            {
                Note(place, _fields.Value(number));
            }
        }
    }

    private void Note(int place, in FieldValue value)
    {
        if (value.Kind == JsonTokenType.Null)
        {
            return;
        }

        var hash =
            value.Kind != JsonTokenType.String ? null
            : value.IsEscaped ? ValueHash.Of(_fields.Text(value))
            : ValueHash.Of(_fields.Bytes(value));
        if (hash is { } known)
        {
            _hashes[place].Add(known);
        }
        else
        {
            _hasOthers[place] = true;
        }
    }
}
