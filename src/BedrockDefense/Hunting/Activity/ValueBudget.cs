namespace BedrockDefense.Hunting.Activity;

/// <summary>
/// The number of different values that may still be kept. Whoever makes calls chooses how many user agents they have, so that without a
/// limit an attacker could fill the memory.
/// </summary>
internal sealed class ValueBudget(int most)
{
    private int _left = most;

    /// <summary>Takes one; returns false when there is none left.</summary>
    public bool TryTake() => Interlocked.Decrement(ref _left) >= 0 || Refuse();

    private bool Refuse()
    {
        _ = Interlocked.Increment(ref _left);
        return false;
    }
}
