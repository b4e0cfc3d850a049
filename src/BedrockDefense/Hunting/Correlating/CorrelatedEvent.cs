namespace BedrockDefense.Hunting.Correlating;

/// <summary>An event that a rule of a correlation matched.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Rule">The rule's number.</param>
/// <param name="Group">The values that it is grouped by.</param>
/// <param name="Value">The values that are counted; null when none are.</param>
/// <param name="Facts">What a finding shows of it.</param>
/// <param name="File">The file it is in.</param>
/// <param name="Offset">Where in it.</param>
internal sealed record CorrelatedEvent(DateTimeOffset Time, int Rule, string Group, string? Value, PackedFacts Facts, string File, long Offset)
{
    /// <summary>By time; then by what does not depend on the order in which files were read.</summary>
    public static readonly Comparison<CorrelatedEvent> Order = (left, right) =>
        left.Time.CompareTo(right.Time) is var time && time != 0 ? time
        : left.Rule.CompareTo(right.Rule) is var rule && rule != 0 ? rule
        : left.Facts.EventId.SequenceCompareTo(right.Facts.EventId) is var id && id != 0 ? id
        : string.CompareOrdinal(left.File, right.File) is var file && file != 0 ? file
        : left.Offset.CompareTo(right.Offset);

    /// <summary>Whether it is the same event, delivered twice.</summary>
    public bool IsAgain(CorrelatedEvent other) =>
        Rule == other.Rule && Time == other.Time && Facts.EventId is not [] && Facts.EventId.SequenceEqual(other.Facts.EventId);

    /// <summary>Writes it where <see cref="Read"/> finds it.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Time.UtcTicks);
        writer.Write(Rule);
        writer.Write(Offset);
        writer.Write(Group);
        writer.Write(Value is not null);
        writer.Write(Value ?? "");
        writer.Write(File);
        writer.Write(Facts.Bytes.Length);
        writer.Write(Facts.Bytes);
    }

    /// <summary>Reads one that <see cref="Write"/> wrote.</summary>
    public static CorrelatedEvent Read(BinaryReader reader)
    {
        var (ticks, rule, offset, group) = (reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt64(), reader.ReadString());
        var (hasValue, value, file) = (reader.ReadBoolean(), reader.ReadString(), reader.ReadString());
        return new CorrelatedEvent(
            new DateTimeOffset(ticks, TimeSpan.Zero), rule, group, hasValue ? value : null, new PackedFacts(reader.ReadBytes(reader.ReadInt32())), file, offset);
    }
}
