using BedrockDefense.Catalog;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Prevention;

/// <summary>
/// Selects the guardrails of the catalog that a configuration asks for. It leaves out guardrails that are not turned on, and guardrails
/// that would have nothing to protect.
/// </summary>
public static class GuardrailSelection
{
    /// <summary>Selects the guardrails for resources that are in force with these settings, in the order of their ids.</summary>
    public static IReadOnlyList<Guardrail> OfResources(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.ResourcePolicies ? Guardrail.AllOfResources : [];
    }

    /// <summary>Selects the guardrails that are in force with these settings, in the order of their ids.</summary>
    public static IReadOnlyList<Guardrail> Of(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            .. Guardrail.All.Where(guardrail =>
                guardrail.Id switch
                {
                    "deny-api-keys" => settings.DenyApiKeys,
                    "deny-ungoverned-regions" => settings.UngovernedRegions == UngovernedRegions.Deny,
                    "deny-unlogged-inference" => settings.DenyUnloggedInference,
                    "protect-account-settings" => settings.ProtectAccountSettings,
                    "protect-alert-publishing" => settings.HasWrittenTopic,
                    "protect-alert-subscriptions" => settings.SubscribedByOwners.Any(),
                    "protect-default-bus" => !settings.AllowDefaultBusChanges,
                    "protect-identity-providers" => !settings.IdentityProviders.IsEmpty,
                    "protect-invocation-copies" => settings.InvocationLogging.Copies is not null,
                    "protect-invocation-records" => OwnsLogGroup(settings.InvocationLogging),
                    "require-mfa" => settings.RequireMfa,
                    _ => true,
                }
            ),
        ];
    }

    // The log group can be protected in every account only if it has a name of this stack. Another name from the settings may belong to
    // another team in some account, where another role writes to it.
    private static bool OwnsLogGroup(InvocationLoggingSettings logging) =>
        logging.Create == CreatedLogging.All && logging.LogGroup.StartsWith(ReservedNames.Invocations, StringComparison.Ordinal);
}
