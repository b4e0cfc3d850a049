using BedrockDefense.Infra.Settings;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Packing;

namespace BedrockDefense.Infra.Prevention;

/// <summary>The service and resource control policies that a configuration comes to.</summary>
public static class GuardrailPolicies
{
    /// <summary>
    /// The statements of the selected guardrails, in as few policies as the organization's limits allow: the service control
    /// policies, then the resource control policies.
    /// </summary>
    /// <exception cref="InvalidInputException">They do not fit.</exception>
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
}
