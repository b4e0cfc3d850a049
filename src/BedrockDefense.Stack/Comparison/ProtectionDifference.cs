namespace BedrockDefense.Stack.Comparison;

/// <summary>What a new configuration changes about the protection, compared with an old one.</summary>
/// <param name="Changes">The changes, weaker first, then stronger, then neutral.</param>
/// <param name="Costs">The estimated costs of both.</param>
/// <param name="NotCompared">What could not be compared and why, a sentence each.</param>
public sealed record ProtectionDifference(IReadOnlyList<ProtectionChange> Changes, CostDifference Costs, IReadOnlyList<string> NotCompared)
{
    /// <summary>Whether the new configuration protects something less than the old one.</summary>
    public bool HasWeaker => Changes.Any(change => change.Direction == ChangeDirection.Weaker);
}
