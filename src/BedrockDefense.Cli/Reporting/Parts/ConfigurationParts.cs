using System.Globalization;
using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Packing;
using BedrockDefense.Stack.Costs;

namespace BedrockDefense.Cli.Reporting.Parts;

/// <summary>Makes the parts of a report that show a configuration.</summary>
internal static class ConfigurationParts
{
    private const decimal Cent = 0.01m;

    /// <summary>Shows the guardrails' policies with their sizes.</summary>
    public static PoliciesPart Policies(IReadOnlyList<PackedPolicy> policies, DefenseSettings settings) =>
        new(
            [.. policies.Select(policy => Bar(policy, GuardrailPolicies.LimitsOf(policy.Type, settings)))],
            GuardrailCoverage.Describe(settings)
        );

    /// <summary>Shows what the stack costs in a month.</summary>
    public static CostsPart Costs(CostEstimate estimate, Usage usage)
    {
        var lines = estimate.Lines.OrderByDescending(line => line.Dollars).ToList();
        var shown = lines.Where(line => line.Dollars >= Cent).ToList();
        var most = shown.Count == 0 ? 0 : shown[0].Dollars;
        return new CostsPart(
            Dollars(estimate.Total),
            $"{Percent.Number(usage.Accounts)} accounts in {usage.Regions} Regions, {Percent.Number(usage.Events)} management events and "
                + $"{Percent.Number(usage.Alerts)} findings a month; list prices of US East (N. Virginia)",
            [.. shown.Select(line => new CostBar(line.What, Dollars(line.Dollars), Percent.Of(line.Dollars, most), line.Price.Source))],
            shown.Count == lines.Count ? null : $"{lines.Count - shown.Count} more lines cost less than a cent each.",
            estimate.Traps
        );
    }

    private static PolicyBar Bar(PackedPolicy policy, ScpLimits limits)
    {
        var characters = PolicyDocumentSize.Count(policy.Json);
        return new PolicyBar(
            policy.Name,
            $"{Percent.Number(characters)} of {Percent.Number(limits.Characters)} characters",
            Percent.Of(characters, limits.Characters),
            [.. policy.Statements.Select(statement => SourceList.Statement(policy, statement))]
        );
    }

    private static string Dollars(decimal amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);
}
