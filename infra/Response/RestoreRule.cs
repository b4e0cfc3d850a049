using System.Collections.Immutable;
using BedrockDefense.Catalog;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Response;

/// <summary>A rule that starts the restorer, in every account and governed Region.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">The Sigma rule of <c>policies/response</c> that its pattern is compiled from.</param>
internal sealed record RestoreRule(string Name, string Id)
{
    private static readonly ImmutableArray<RestoreRule> All =
    [
        new RestoreRule(Names.Restorer, "restore"),
        new RestoreRule($"{Names.Restorer}-disguise", "restore-from-disguise"),
    ];

    /// <summary>The rules; none where it only observes, which a schedule starts.</summary>
    public static ImmutableArray<RestoreRule> Of(DefenseSettings settings) => settings.Restore.Mode == RestoreMode.Observe ? [] : All;

    /// <summary>The pattern for one account and Region.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="restorer">The ARN of the restorer's role there: no other role's changes stay because of its name.</param>
    public CompiledPattern Pattern(DefenseSettings settings, string restorer)
    {
        // Whose changes stay. The restorer's own must, or it would start itself for ever.
        var trusted = settings.Restore.Mode == RestoreMode.Always ? Administrators.None : settings.Administrators;
        return EventBridgeCompiler.Compile(
            ResponseRule.Load(Id).Expand(new Dictionary<string, IReadOnlyList<string>>(trusted.Placeholders("trusted", restorer)))
        );
    }
}
