using BedrockDefense.Catalog;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Prevention;

/// <summary>Which guardrails of the catalog a configuration asks for: all but those that it does not turn on, or has no use for.</summary>
public static class GuardrailSelection
{
    /// <summary>The guardrails for resources that are in force with these settings, in the order of their ids.</summary>
    public static IReadOnlyList<Guardrail> OfResources(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.ResourcePolicies ? Guardrail.AllOfResources : [];
    }

    /// <summary>The guardrails in force with these settings, in the order of their ids.</summary>
    public static IReadOnlyList<Guardrail> Of(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            .. Guardrail.All.Where(guardrail => guardrail.Id switch
            {
                "deny-unlogged-inference" => settings.DenyUnloggedInference,
                "protect-alert-subscriptions" => settings.SubscribedByOwners.Any(),
                "require-mfa" => settings.RequireMfa,
                _ => true,
            }),
        ];
    }
}
