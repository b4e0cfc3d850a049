using BedrockDefense.Catalog;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>A match of a hunt, kept until all matches can be passed on in order of time.</summary>
/// <param name="Completing">The event that completes the correlation.</param>
/// <param name="Ids">The ids of the first events that belong to the match.</param>
/// <param name="Count">The number of events that belong to the match.</param>
internal sealed record CorrelatedFinding(CorrelatedEvent Completing, IReadOnlyList<string> Ids, int Count) : IStored<CorrelatedFinding>
{
    public int Size => Completing.Size + Ids.Sum(id => (sizeof(char) * id.Length) + 32);

    public int CompareTo(CorrelatedFinding? other) =>
        other is null ? 1
        : Completing.Hunt.CompareTo(other.Completing.Hunt) is var hunt && hunt != 0 ? hunt
        : Completing.Time.CompareTo(other.Completing.Time) is var time && time != 0 ? time
        : Completing.Facts.EventId.SequenceCompareTo(other.Completing.Facts.EventId) is var id && id != 0 ? id
        : string.CompareOrdinal(Completing.File, other.Completing.File) is var file && file != 0 ? file
        : Completing.Offset.CompareTo(other.Completing.Offset);

    public void Write(BinaryWriter writer)
    {
        Completing.Write(writer);
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
        var (facts, whole) = Completing.Facts.Unpack();
        return new Finding(hunt.Id, hunt.Correlation.Title, hunt.Level, Completing.File, Completing.Offset, facts)
        {
            Record = whole,
            RelatedEventIds = Ids,
            EventCount = Count,
        };
    }
}
