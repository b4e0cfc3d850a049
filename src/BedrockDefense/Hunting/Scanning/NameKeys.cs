namespace BedrockDefense.Hunting.Scanning;

/// <summary>The positions of the string <c>"eventName"</c> in an item.</summary>
/// <param name="all">The end of each such string, at any depth.</param>
/// <param name="own">The end of the one that is a top-level key of the item; -1 when there is none.</param>
/// <param name="isIncomplete">Whether there may be more of them: the item has a <c>\u</c> escape, or too many such strings.</param>
internal readonly ref struct NameKeys(ReadOnlySpan<int> all, int own, bool isIncomplete)
{
    /// <summary>The length of the string with its quotation marks.</summary>
    public const int Length = 11;

    public ReadOnlySpan<int> All { get; } = all;

    public int OwnKey { get; } = own;

    public bool IsIncomplete { get; } = isIncomplete;
}
