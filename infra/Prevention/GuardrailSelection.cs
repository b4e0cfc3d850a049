using BedrockDefense.Catalog;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Prevention;

/// <summary>Which guardrails of the catalog a configuration asks for: all but the opt-in ones it does not turn on.</summary>
public static class GuardrailSelection
{
    /// <summary>The guardrails in force with these settings, in the order of their ids.</summary>
    public static IReadOnlyList<Guardrail> Of(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            .. Guardrail.All.Where(guardrail => guardrail.Id switch
            {
                "deny-unlogged-inference" => settings.DenyUnloggedInference,
                "require-mfa" => settings.RequireMfa,
                _ => true,
            }),
        ];
    }
}
