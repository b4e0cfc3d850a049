using BedrockDefense.Catalog;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>A match of a hunt, kept until all matches can be passed on in order of time.</summary>
/// <param name="CompletingEvent">The event that completes the correlation.</param>
/// <param name="Ids">The ids of the first events that belong to the match.</param>
/// <param name="Count">The number of events that belong to the match.</param>
internal sealed record CorrelatedFinding(CorrelatedEvent CompletingEvent, IReadOnlyList<string> Ids, int Count) : IStored<CorrelatedFinding>
{
    public int Size => CompletingEvent.Size + Ids.Sum(id => (sizeof(char) * id.Length) + 32);

    public int CompareTo(CorrelatedFinding? other) =>
        other is null ? 1
        : CompletingEvent.Hunt.CompareTo(other.CompletingEvent.Hunt) is var hunt && hunt != 0 ? hunt
        : CompletingEvent.Time.CompareTo(other.CompletingEvent.Time) is var time && time != 0 ? time
        : CompletingEvent.Facts.EventId.SequenceCompareTo(other.CompletingEvent.Facts.EventId) is var id && id != 0 ? id
        : string.CompareOrdinal(CompletingEvent.File, other.CompletingEvent.File) is var file && file != 0 ? file
        : CompletingEvent.Offset.CompareTo(other.CompletingEvent.Offset);

    public void Write(BinaryWriter writer)
    {
        CompletingEvent.Write(writer);
        writer.Write(Count);
        writer.Write(Ids.Count);
        foreach (var id in Ids)
        {
            writer.Write(id);
        }
    }

    public static CorrelatedFinding Read(BinaryReader reader)
    {
        var (completing, count) = (CorrelatedEvent.Read(reader), reader.ReadInt32());
        var ids = new string[reader.ReadInt32()];
        foreach (ref var id in ids.AsSpan())
        {
            id = reader.ReadString();
        }

        return new CorrelatedFinding(completing, ids, count);
    }

    /// <summary>Returns the finding to show.</summary>
    public Finding ToFinding(Hunt hunt)
    {
        var (facts, whole) = CompletingEvent.Facts.Unpack();
        return new Finding(hunt.Id, hunt.Correlation.Title, hunt.Level, CompletingEvent.File, CompletingEvent.Offset, facts)
        {
            Record = whole,
            RelatedEventIds = Ids,
            EventCount = Count,
        };
    }
}
