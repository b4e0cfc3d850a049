namespace BedrockDefense.Stack.Costs;

/// <summary>What a stack costs in a month, line by line.</summary>
/// <param name="Lines">The items that AWS bills.</param>
/// <param name="Traps">Warnings about what would cost much more, a sentence each.</param>
public sealed record CostEstimate(IReadOnlyList<CostLine> Lines, IReadOnlyList<string> Traps)
{
    /// <summary>The sum of all lines, in US dollars a month.</summary>
    public decimal Total => Lines.Sum(line => line.Dollars);
}

/// <summary>One line of an estimate.</summary>
/// <param name="What">What AWS bills, and what the quantity is based on.</param>
/// <param name="Units">The number of units a month.</param>
/// <param name="Price">The price of a unit.</param>
/// <param name="Basis">
/// The page that says how often a unit is billed; null where the resources or the usage tell the quantity.
/// </param>
public sealed record CostLine(string What, decimal Units, Price Price, string? Basis = null)
{
    /// <summary>The cost of this line, in US dollars a month.</summary>
    public decimal Dollars => Price.CostOf(Units);
}
