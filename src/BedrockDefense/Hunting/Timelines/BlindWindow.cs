namespace BedrockDefense.Hunting.Timelines;

/// <summary>
/// A time in which model invocation logging was off or incomplete in an account and Region, as the hunt <c>blind-window</c> defines it.
/// Events in the seconds of both ends count as inside.
/// </summary>
/// <param name="Account">The account.</param>
/// <param name="Region">The Region.</param>
/// <param name="From">The time at which logging was deleted or weakened.</param>
/// <param name="To">The time at which it was complete again; null when the archive does not hold that.</param>
public sealed record BlindWindow(string Account, string Region, DateTimeOffset From, DateTimeOffset? To)
{
    /// <summary>The invocations inside by model and principal, the most frequent first.</summary>
    public IReadOnlyList<BlindInvocations> Invocations { get; init; } = [];

    /// <summary>The number of invocations that are in no list, because they are by too many principals or of too many models.</summary>
    public long MoreInvocations { get; init; }

    /// <summary>Returns whether a time is inside.</summary>
    internal bool Contains(DateTimeOffset time) => time >= From && !(time > To);
}
