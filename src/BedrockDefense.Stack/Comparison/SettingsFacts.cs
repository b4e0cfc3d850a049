using System.Globalization;
using BedrockDefense.Alerts;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;

namespace BedrockDefense.Stack.Comparison;

/// <summary>Every setting of a configuration as a text. A test holds that none is missing.</summary>
internal static class SettingsFacts
{
    /// <summary>Returns the settings, in the same order for every configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="settings">The settings in it.</param>
    public static IReadOnlyList<SettingFact> Of(IReadOnlyDictionary<string, string> config, DefenseSettings settings)
    {
        return
        [
            new("aws:region", settings.HomeRegion.Code),
            new("administrators", Sorted(settings.Administrators), "exemptions"),
            new("regions", Sorted(settings.Regions.Select(region => region.Code)), "coverage"),
            new("managementAccount", settings.ManagementAccountId ?? ""),
            new("securityAccount", Text(settings.SecurityAccount), "coverage", "exemptions"),
            new("logArchiveAccount", Text(settings.LogArchiveAccount), "coverage", "exemptions"),
            new("skipPreflight", Text(settings.SkipPreflight), "coverage"),
            new("requireFullCoverage", Text(settings.RequireFullCoverage), "coverage"),
            new("stackSets.targets", Sorted(settings.StackSets.Targets.Any(IsRoot) ? [] : settings.StackSets.Targets), "coverage"),
            new("stackSets.retarget", Text(settings.StackSets.Retarget)),
            new("guardrails.targets", Sorted(settings.GuardrailTargets), "guardrails"),
            new("guardrails.exclude", Sorted(settings.GuardrailExclusions), "guardrails"),
            new("denyUnloggedInference", Text(settings.DenyUnloggedInference), "guardrails"),
            new("guardrails.requireMfa", Text(settings.RequireMfa), "guardrails"),
            new("guardrails.identityProviders", Sorted(settings.IdentityProviders), "guardrails"),
            new("guardrails.resourcePolicies", Text(settings.ResourcePolicies), "guardrails"),
            new("guardrails.allowDefaultBusChanges", Text(settings.AllowDefaultBusChanges), "guardrails"),
            new("guardrails.denyApiKeys", Text(settings.DenyApiKeys), "guardrails"),
            new("guardrails.protectAccountSettings", Text(settings.ProtectAccountSettings), "guardrails"),
            new("ungovernedRegions", Worded.Name(settings.UngovernedRegions), "coverage"),
            new("trail", Text(settings.Trail), "retention"),
            new("hunting.enabled", Text(settings.Hunting.Enabled), "retention"),
            new("hunting.scanLimitGigabytes", Text(settings.Hunting.ScanLimitGigabytes)),
            new("hunting.resultsRetentionDays", Text(settings.Hunting.ResultsRetentionDays), "retention"),
            .. Logging(settings.InvocationLogging),
            new(
                "restore",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Worded.Name(settings.Restore.Mode)} {RestoreComparer.Minutes(settings.Restore.ReconcileRate)}"
                ),
                "restore"
            ),
            new("verification.auditor", settings.Auditor ?? "", "coverage"),
            new("alerts", Sorted(settings.Alerts.Select(Reach)), "alerts"),
            new("alerts.roleArn", Sorted(settings.Alerts.Select(alert => alert.RoleArn).OfType<string>())),
            new("maintenance", Text(settings.Maintenance), "maintenance"),
            new("runbookBaseUrl", settings.RunbookIsSecret ? Secret.Mask : settings.RunbookBaseUrl?.OriginalString ?? ""),
            new("aws", Sorted(config.Where(entry => IsOfProvider(entry.Key)).Select(entry => $"{entry.Key}={entry.Value}"))),
            new("tags", Sorted(settings.Tags.Select(tag => $"{tag.Key}={tag.Value}"))),
            new("scpCharacterLimit", Text(settings.ScpCharacterLimit)),
            new("scpsPerTargetLimit", Text(settings.ScpsPerTargetLimit)),
        ];
    }

    // An organization has one root, and no target means the root.
    private static bool IsRoot(string target) => target.StartsWith("r-", StringComparison.Ordinal);

    // The other settings of the provider are opaque here. Their keys and values are enough to say that they differ.
    private static bool IsOfProvider(string key) => key.StartsWith("aws:", StringComparison.Ordinal) && key != "aws:region";

    private static IEnumerable<SettingFact> Logging(InvocationLoggingSettings logging) =>
        [
            new("invocationLogging.logGroup", logging.LogGroup),
            new("invocationLogging.bucket", logging.Bucket),
            new("invocationLogging.role", logging.Role),
            new("invocationLogging.retentionDays", Text(logging.RetentionDays), "retention"),
            new("invocationLogging.s3", Worded.Name(logging.S3), "logging"),
            new("invocationLogging.create", Worded.Name(logging.Create), "logging"),
            new("invocationLogging.dataTypes", Sorted(logging.DataTypes.Select(Worded.Name)), "logging"),
            new("invocationLogging.copies", Text(logging.Copies), "retention"),
            new("invocationLogging.perAccount", Sorted(logging.PerAccount.Select(one => $"{one.Key} {one.Value}")), "logging"),
        ];

    private static string Reach(AlertSubscription alert) =>
        $"{alert.ShownName} ({string.Join(' ', alert.Severities.Select(level => level.SigmaName()))}; "
        + $"{string.Join(' ', alert.Detections.Order(StringComparer.Ordinal))}; "
        + $"{string.Join(' ', alert.Accounts.Order(StringComparer.Ordinal))})";

    private static string Text(AccountSettings? account) =>
        account is null ? "" : $"{account.Id} {account.RoleArn} {(account.IsSecret ? Secret.Mask : account.ExternalId)}".TrimEnd();

    private static string Text(TrailSettings trail) =>
        trail.ReuseArn ?? string.Create(CultureInfo.InvariantCulture, $"{trail.RetentionDays} days, {Worded.Name(trail.RetentionMode)}");

    private static string Text(CopySettings? copies) =>
        copies is null
            ? ""
            : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{copies.RetentionDays} days, {Worded.Name(copies.RetentionMode)} {string.Join(' ', copies.Mask)}"
                )
                .TrimEnd();

    private static string Text(MaintenanceWindow? window) =>
        window is null ? "" : $"{window.Span} {Sorted(window.Roles)} {Sorted(window.Detections)}";

    private static string Text(bool flag) => flag ? "true" : "false";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Sorted(IEnumerable<string> texts) => string.Join(", ", texts.Order(StringComparer.Ordinal));
}
