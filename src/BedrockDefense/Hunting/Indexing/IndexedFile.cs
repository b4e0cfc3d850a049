namespace BedrockDefense.Hunting.Indexing;

/// <summary>What the index knows of a file that was read whole and without a fault.</summary>
/// <param name="Stamp">The state of the file when it was read; see <see cref="FileStamp"/> and <see cref="ListedSource.Stamp"/>.</param>
/// <param name="First">The earliest time of an event, in ticks (UTC); <see cref="long.MaxValue"/> without events.</param>
/// <param name="Last">The latest time of an event, in ticks (UTC); <see cref="long.MinValue"/> without events.</param>
/// <param name="Events">The number of events.</param>
/// <param name="InflatedBytes">The number of bytes after decompression.</param>
/// <param name="OtherValues">The number of values that are known to contain no record.</param>
/// <param name="Values">The values of each of <see cref="IndexedFields.All"/>.</param>
internal sealed record IndexedFile(
    string Stamp,
    long First,
    long Last,
    long Events,
    long InflatedBytes,
    long OtherValues,
    IReadOnlyList<ValueSet> Values
)
{
    /// <summary>Writes into a result what reading the file would have, except for what is found in it.</summary>
    public void Tell(FileResult result)
    {
        (result.Events, result.InflatedBytes, result.OtherValues) = (Events, InflatedBytes, OtherValues);
        result.IsSkipped = OtherValues > 0 && Events == 0;
    }
}
