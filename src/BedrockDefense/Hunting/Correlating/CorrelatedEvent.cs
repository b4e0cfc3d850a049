namespace BedrockDefense.Hunting.Correlating;

/// <summary>An event that a rule of a correlation matches.</summary>
/// <param name="Hunt">The number of the hunt.</param>
/// <param name="Group">A digest of the values that the correlation groups by.</param>
/// <param name="Time">The time of the event, in ticks.</param>
/// <param name="Rule">The number of the rule. Events of the same second are taken in the order of these numbers.</param>
/// <param name="Value">A digest of the values that the correlation counts.</param>
/// <param name="Facts">The facts that a finding shows.</param>
/// <param name="File">The file that contains the event.</param>
/// <param name="Offset">The position of the event in the file.</param>
internal sealed record CorrelatedEvent(
    int Hunt,
    Digest Group,
    long Time,
    int Rule,
    Digest Value,
    PackedFacts Facts,
    string File,
    long Offset
) : IStored<CorrelatedEvent>
{
    // The memory of the object, its entry in a list and the header of its array.
    private const int Overhead = 160;

    public int Size => Overhead + Facts.Bytes.Length;

    /// <summary>
    /// Orders events by group and by time, then by values that do not depend on the order in which the files were read.
    /// </summary>
    public int CompareTo(CorrelatedEvent? other) =>
        other is null ? 1
        : Hunt.CompareTo(other.Hunt) is var hunt && hunt != 0 ? hunt
        : Group.CompareTo(other.Group) is var group && group != 0 ? group
        : Time.CompareTo(other.Time) is var time && time != 0 ? time
        : Rule.CompareTo(other.Rule) is var rule && rule != 0 ? rule
        : Facts.EventId.SequenceCompareTo(other.Facts.EventId) is var id && id != 0 ? id
        : string.CompareOrdinal(File, other.File) is var file && file != 0 ? file
        : Offset.CompareTo(other.Offset);

    public bool IsOfGroup(CorrelatedEvent other) => Hunt == other.Hunt && Group == other.Group;

    /// <summary>Returns whether the other event is the same event, delivered a second time.</summary>
    public bool IsDuplicateOf(CorrelatedEvent other) =>
        IsOfGroup(other)
        && Rule == other.Rule
        && Time == other.Time
        && Facts.EventId is not []
        && Facts.EventId.SequenceEqual(other.Facts.EventId);

    public void Write(BinaryWriter writer)
    {
        writer.Write(Hunt);
        Write(Group);
        writer.Write(Time);
        writer.Write(Rule);
        Write(Value);
        Facts.Write(writer);
        writer.Write(File);
        writer.Write(Offset);

        void Write(Digest digest)
        {
            writer.Write(digest.High);
            writer.Write(digest.Low);
        }
    }

    public static CorrelatedEvent Read(BinaryReader reader)
    {
        return new CorrelatedEvent(
            reader.ReadInt32(),
            ReadDigest(),
            reader.ReadInt64(),
            reader.ReadInt32(),
            ReadDigest(),
            PackedFacts.Read(reader),
            reader.ReadString(),
            reader.ReadInt64()
        );

        Digest ReadDigest() => new(reader.ReadUInt64(), reader.ReadUInt64());
    }
}
