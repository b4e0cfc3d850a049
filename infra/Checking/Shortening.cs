using System.Collections.Immutable;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Infra.Checking;

/// <summary>A setting that could be smaller: fewer entries, a shorter text, or nothing at all.</summary>
/// <param name="Settings">The settings that this setting belongs to.</param>
/// <param name="Name">The setting's name.</param>
/// <param name="Unit">The unit of its size; null for a setting that is either present or absent.</param>
/// <param name="Size">The setting's size.</param>
/// <param name="MinimumSize">The smallest size that is allowed.</param>
/// <param name="Resize">Makes settings in which the setting has a smaller size.</param>
internal sealed record Shortening(
    DefenseSettings Settings,
    string Name,
    string? Unit,
    int Size,
    int MinimumSize,
    Func<DefenseSettings, int, DefenseSettings> Resize
)
{
    private const string Entries = "entries";
    private const string Characters = "characters";
    private const string ShortestUrl = "https://a.b/";

    /// <summary>The setting's key.</summary>
    public string Key => $"{Names.Product}:{Name}";

    /// <summary>Whether the setting holds names that appear only in patterns and in no message.</summary>
    public bool HasNamesOnly =>
        Name == "administrators"
        || Name.StartsWith("invocationLogging.", StringComparison.Ordinal)
        || Name.StartsWith("trail.", StringComparison.Ordinal)
        || Name == "maintenance";

    /// <summary>Makes settings in which this setting has the given size.</summary>
    public DefenseSettings WithSize(int size) => Resize(Settings, size);

    /// <summary>Lists the settings that could be smaller. Those that are most likely too large come first.</summary>
    public static IEnumerable<Shortening> Of(DefenseSettings settings)
    {
        var logging = settings.InvocationLogging;
        yield return new(
            settings,
            "administrators",
            Entries,
            settings.Administrators.Count,
            1,
            (all, size) => all with { Administrators = new([.. all.Administrators.Take(size)]) }
        );
        yield return new(
            settings,
            "invocationLogging.logGroup",
            Characters,
            logging.LogGroup.Length,
            1,
            (all, size) => all with { InvocationLogging = all.InvocationLogging with { LogGroup = logging.LogGroup[..size] } }
        );
        yield return new(
            settings,
            "invocationLogging.bucket",
            Characters,
            logging.Bucket.Length,
            1,
            (all, size) => all with { InvocationLogging = all.InvocationLogging with { Bucket = logging.Bucket[..size] } }
        );
        yield return new(
            settings,
            "invocationLogging.role",
            Characters,
            logging.Role.Length,
            1,
            (all, size) => all with { InvocationLogging = all.InvocationLogging with { Role = logging.Role[..size] } }
        );
        yield return new(
            settings,
            "invocationLogging.perAccount",
            Entries,
            logging.PerAccount.Count,
            0,
            (all, size) =>
                all with
                {
                    InvocationLogging = all.InvocationLogging with
                    {
                        PerAccount = logging.PerAccount.Take(size).ToImmutableSortedDictionary(StringComparer.Ordinal),
                    },
                }
        );
        if (settings.RunbookBaseUrl is { } url)
        {
            yield return new(
                settings,
                "runbookBaseUrl",
                Characters,
                url.AbsoluteUri.Length,
                ShortestUrl.Length,
                (all, size) => all with { RunbookBaseUrl = new Uri(ShortestUrl.PadRight(size, 'x')) }
            );
        }

        if (settings.Maintenance is { } window)
        {
            yield return new(
                settings,
                "maintenance.roles",
                Entries,
                window.RoleIds.Count,
                window.StackSets is null ? 1 : 0,
                (all, size) => all with { Maintenance = window with { RoleIds = [.. window.RoleIds.Take(size)] } }
            );
            yield return new(
                settings,
                "maintenance.detections",
                Entries,
                window.Detections.Count,
                1,
                (all, size) => all with { Maintenance = window with { Detections = [.. window.Detections.Take(size)] } }
            );
            yield return new(settings, "maintenance", null, 1, 0, (all, _) => all with { Maintenance = null });
        }

        yield return new(
            settings,
            "alerts",
            Entries,
            settings.Alerts.Length,
            0,
            (all, size) => all with { Alerts = [.. all.Alerts.Take(size)] }
        );
        yield return new(
            settings,
            "guardrails.exclude",
            Entries,
            settings.GuardrailExclusions.Length,
            0,
            (all, size) => all with { GuardrailExclusions = [.. all.GuardrailExclusions.Take(size)] }
        );
        if (settings.Trail.ReuseArn is { } arn)
        {
            var shortest = arn.LastIndexOf('/') + 4;
            yield return new(
                settings,
                "trail.reuse",
                Characters,
                arn.Length,
                shortest,
                (all, size) => all with { Trail = all.Trail with { ReuseArn = arn[..size] } }
            );
        }

        yield return new(
            settings,
            "regions",
            Entries,
            settings.Regions.Length,
            1,
            (all, size) => all with { Regions = [.. settings.Regions.OrderBy(region => region != settings.HomeRegion).Take(size)] }
        );
        foreach (var one in Choices(settings))
        {
            yield return one;
        }
    }

    // Settings that are either present or absent.
    private static IEnumerable<Shortening> Choices(DefenseSettings settings)
    {
        var limits = new ScpLimits();
        yield return new(
            settings,
            "scpCharacterLimit",
            null,
            settings.ScpCharacterLimit == limits.Characters ? 0 : 1,
            0,
            (all, _) => all with { ScpCharacterLimit = limits.Characters }
        );
        yield return new(
            settings,
            "scpsPerTargetLimit",
            null,
            settings.ScpsPerTargetLimit == limits.PoliciesPerTarget ? 0 : 1,
            0,
            (all, _) => all with { ScpsPerTargetLimit = limits.PoliciesPerTarget }
        );
        yield return new(
            settings,
            "securityAccount",
            null,
            settings.SecurityAccount is null ? 0 : 1,
            0,
            (all, _) => all with { SecurityAccount = null }
        );
        yield return new(
            settings,
            "logArchiveAccount",
            null,
            settings.LogArchiveAccount is null ? 0 : 1,
            0,
            (all, _) => all with { LogArchiveAccount = null }
        );
    }
}
