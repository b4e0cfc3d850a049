using BedrockDefense.Stack.Costs;

namespace BedrockDefense.Stack.Comparison;

/// <summary>The estimated costs of two stacks, in US dollars a month.</summary>
/// <param name="Accounts">The number of accounts for which both were estimated.</param>
/// <param name="Old">The total of the old stack.</param>
/// <param name="New">The total of the new stack.</param>
public sealed record CostDifference(long Accounts, decimal Old, decimal New)
{
    /// <summary>How much more the new stack costs; negative when it costs less.</summary>
    public decimal More => New - Old;

    /// <summary>
    /// Estimates both stacks at the same usage, which is the one that the verb <c>cost</c> assumes. Only the number of governed
    /// Regions is that of each stack.
    /// </summary>
    internal static CostDifference Of(ComparedStack old, ComparedStack @new, long accounts) =>
        new(accounts, Total(old, accounts), Total(@new, accounts));

    private static decimal Total(ComparedStack one, long accounts) =>
        decimal.Round(CostEstimator.Of(one.Stack, Usage.Assumed(accounts, one.Settings.Regions.Length)).Total, 2);
}
