namespace BedrockDefense.Cli.Reporting.Model;

/// <summary>The guardrails' policies.</summary>
/// <param name="Policies">The policies.</param>
/// <param name="Attached">Where they are attached.</param>
internal sealed record PoliciesPart(IReadOnlyList<PolicyBar> Policies, string Attached);

/// <summary>A policy with its size.</summary>
/// <param name="Name">The name.</param>
/// <param name="Size">How many of how many characters.</param>
/// <param name="Percent">The same in percent.</param>
/// <param name="Statements">The statements.</param>
internal sealed record PolicyBar(string Name, string Size, string Percent, IReadOnlyList<Reference> Statements);

/// <summary>The estimated costs of a month.</summary>
/// <param name="Total">The sum, in US dollars.</param>
/// <param name="Basis">What it is estimated for.</param>
/// <param name="Bars">What AWS bills, the largest first.</param>
/// <param name="Rest">How many lines cost less than a cent, and are not shown; null for none.</param>
/// <param name="Traps">What would cost much more.</param>
internal sealed record CostsPart(string Total, string Basis, IReadOnlyList<CostBar> Bars, string? Rest, IReadOnlyList<string> Traps);

/// <summary>A line of the costs.</summary>
/// <param name="What">What AWS bills.</param>
/// <param name="Dollars">US dollars a month.</param>
/// <param name="Percent">The percentage of the largest line.</param>
/// <param name="Source">Where the price is from.</param>
internal sealed record CostBar(string What, string Dollars, string Percent, string Source);
