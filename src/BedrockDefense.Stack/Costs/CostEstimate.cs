namespace BedrockDefense.Stack.Costs;

/// <summary>What a stack costs in a month, line by line.</summary>
/// <param name="Lines">What is paid for.</param>
/// <param name="Traps">What would cost much more, in a sentence each.</param>
public sealed record CostEstimate(IReadOnlyList<CostLine> Lines, IReadOnlyList<string> Traps)
{
    /// <summary>US dollars a month.</summary>
    public decimal Total => Lines.Sum(line => line.Dollars);
}

/// <summary>One line of an estimate.</summary>
/// <param name="What">What is paid for, and what the quantity rests on.</param>
/// <param name="Units">How many units a month.</param>
/// <param name="Price">The price of a unit.</param>
/// <param name="Basis">The page that says how often there is a unit; null where the resources or the usage say it.</param>
public sealed record CostLine(string What, decimal Units, Price Price, string? Basis = null)
{
    /// <summary>US dollars a month.</summary>
    public decimal Dollars => Price.Of(Units);
}
