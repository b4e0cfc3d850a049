namespace BedrockDefense.Hunting.Scanning;

/// <summary>Where <c>"eventName"</c> stands in an item as a text of its own.</summary>
/// <param name="all">Where each such text ends, at any depth.</param>
/// <param name="own">Where one of the item's own keys ends, not one further within; -1 when none is seen.</param>
/// <param name="isObscure">Whether there may be more of them: a <c>\u</c> escape somewhere, or too many to note.</param>
internal readonly ref struct NameKeys(ReadOnlySpan<int> all, int own, bool isObscure)
{
    /// <summary>The length of the text, with its quotation marks.</summary>
    public const int Length = 11;

    public ReadOnlySpan<int> All { get; } = all;

    public int Own { get; } = own;

    public bool IsObscure { get; } = isObscure;
}
