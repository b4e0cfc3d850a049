using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Prevention;

/// <summary>Says whom the guardrails restrict and whom they do not restrict, without promising too much.</summary>
public static class GuardrailCoverage
{
    /// <summary>Describes the coverage of a configuration in a sentence or two.</summary>
    public static string Describe(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.GuardrailTargets.IsEmpty)
        {
            return "Audit: the guardrails are attached nowhere and restrict nobody.";
        }

        var except = settings.GuardrailExclusions.IsEmpty ? "" : $", except in {string.Join(", ", settings.GuardrailExclusions)}";
        return "The guardrails restrict every principal of the member accounts "
            + $"{string.Join(", ", settings.GuardrailTargets.Select(DescribeTarget))}, root users included{except}. "
            + "They restrict neither the management account nor service-linked roles"
            + (
                settings.GuardrailTargets.Any(target => target.StartsWith("r-", StringComparison.Ordinal))
                    ? "."
                    : ", nor any other account."
            )
            + (
                settings.ResourcePolicies
                    ? " Resource control policies keep everybody outside the organization from these accounts' log buckets, "
                        + "queues and keys."
                    : ""
            );
    }

    private static string DescribeTarget(string target) =>
        target switch
        {
            ['r', '-', ..] => $"under the root {target}",
            ['o', 'u', '-', ..] => $"under the unit {target}",
            _ => target,
        };
}
