namespace BedrockDefense.Live.Buckets;

/// <summary>
/// The state of an object by which a change is noticed: its size, its ETag and when it was written. A list tells all three, and so does
/// the answer with the object.
/// </summary>
internal static class ObjectStamp
{
    /// <summary>Returns the stamp; null when an answer lacks the ETag or the time, since then nothing tells of a change.</summary>
    /// <param name="bytes">The number of bytes, as stored.</param>
    /// <param name="version">The ETag.</param>
    /// <param name="written">When the object was written. Only whole seconds count, because the header of an answer has no others.</param>
    public static string? Of(long bytes, string? version, DateTime? written) =>
        string.IsNullOrEmpty(version) || written is not { } time
            ? null
            : FormattableString.Invariant($"{bytes}:{version.Trim('"')}:{time.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond}");
}
