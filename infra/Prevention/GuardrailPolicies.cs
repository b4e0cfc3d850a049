using BedrockDefense.Infra.Settings;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Packing;

namespace BedrockDefense.Infra.Prevention;

/// <summary>Makes the service and resource control policies of a configuration.</summary>
public static class GuardrailPolicies
{
    /// <summary>
    /// Packs the statements of the selected guardrails into as few policies as the organization's limits allow: first the service control
    /// policies, then the resource control policies.
    /// </summary>
    /// <exception cref="InvalidInputException">The statements do not fit into the allowed policies.</exception>
    public static IReadOnlyList<PackedPolicy> Of(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var values = GuardrailValues.Of(settings);
        var exclusion = new ScpExclusion(
            [.. settings.GuardrailExclusions.Where(id => !id.StartsWith("ou-", StringComparison.Ordinal))],
            [.. settings.GuardrailExclusions.Where(id => id.StartsWith("ou-", StringComparison.Ordinal))]
        );
        return
        [
            .. ScpPacker.Pack(
                GuardrailSelection.Of(settings).SelectMany(guardrail => guardrail.Statements(values, exclusion)),
                new ScpLimits(settings.ScpCharacterLimit, settings.ScpsPerTargetLimit)
            ),
            .. ScpPacker.Pack(
                GuardrailSelection.OfResources(settings).SelectMany(guardrail => guardrail.Statements(values, exclusion.ForResources())),
                ScpLimits.ResourceControl
            ),
        ];
    }

    /// <summary>Returns the size that a policy may have, and how many of its type a target may have.</summary>
    public static ScpLimits LimitsOf(OrganizationPolicyType type, DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return type == OrganizationPolicyType.ResourceControl
            ? ScpLimits.ResourceControl
            : new ScpLimits(settings.ScpCharacterLimit, settings.ScpsPerTargetLimit);
    }
}
