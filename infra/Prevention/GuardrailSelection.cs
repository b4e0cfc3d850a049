using BedrockDefense.Catalog;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Prevention;

/// <summary>
/// Which guardrails of the catalog a configuration asks for. It leaves out those that are not turned on, and those that would have
/// nothing to protect.
/// </summary>
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
            .. Guardrail.All.Where(guardrail =>
                guardrail.Id switch
                {
                    "deny-api-keys" => settings.DenyApiKeys,
                    "deny-ungoverned-regions" => settings.UngovernedRegions == UngovernedRegions.Deny,
                    "deny-unlogged-inference" => settings.DenyUnloggedInference,
                    "protect-account-settings" => settings.ProtectAccountSettings,
                    "protect-alert-subscriptions" => settings.SubscribedByOwners.Any(),
                    "protect-default-bus" => !settings.AllowDefaultBusChanges,
                    "protect-identity-providers" => !settings.IdentityProviders.IsEmpty,
                    "protect-invocation-records" => OwnsLogGroup(settings.InvocationLogging),
                    "require-mfa" => settings.RequireMfa,
                    _ => true,
                }
            ),
        ];
    }

    // Only a name of this stack is its own in every account: what the settings call the log group may be another team's
    // elsewhere, where the delivery role of this stack is not the one that writes to it.
    private static bool OwnsLogGroup(InvocationLoggingSettings logging) =>
        logging.Create == CreatedLogging.All && logging.LogGroup.StartsWith(ReservedNames.Invocations, StringComparison.Ordinal);
}
