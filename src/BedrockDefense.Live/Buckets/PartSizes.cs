namespace BedrockDefense.Live.Buckets;

/// <summary>How large objects are divided.</summary>
/// <param name="StreamedBytes">The most bytes of a part that is read as it comes. An object of no more is asked for once.</param>
/// <param name="FetchedBytes">The most bytes of a part that is fetched ahead.</param>
/// <param name="MostAhead">The most parts of one object that are fetched ahead at a time.</param>
/// <param name="Buffers">
/// The most parts that are in memory at a time, of all the objects together: those that are fetched ahead, and those that are being read.
/// </param>
internal sealed record PartSizes(int StreamedBytes, int FetchedBytes, int MostAhead, int Buffers)
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Sizes with which all buffers have 16 MB.</summary>
    public static readonly PartSizes Default = new(16 * Megabyte, 4 * Megabyte, MostAhead: 3, Buffers: 4);
}
