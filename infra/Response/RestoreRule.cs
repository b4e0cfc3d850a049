using System.Collections.Immutable;
using BedrockDefense.Catalog;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Response;

/// <summary>A rule that starts the restorer, in every account and governed Region.</summary>
/// <param name="Name">The rule's name.</param>
/// <param name="Id">The id of the Sigma rule in <c>policies/response</c> from which the rule's pattern is compiled.</param>
internal sealed record RestoreRule(string Name, string Id)
{
    private static readonly ImmutableArray<RestoreRule> All =
    [
        new RestoreRule(Names.Restorer, "restore"),
        new RestoreRule($"{Names.Restorer}-disguise", "restore-from-disguise"),
    ];

    /// <summary>Lists the rules. A restorer that only observes has none, because a schedule starts it.</summary>
    public static ImmutableArray<RestoreRule> Of(DefenseSettings settings) => settings.Restore.Mode == RestoreMode.Observe ? [] : All;

    /// <summary>Makes the pattern for one account and Region.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="restorer">
    /// The ARN of the restorer's role there. Only this role's changes stay; another role with a similar name is not trusted.
    /// </param>
    public CompiledPattern Pattern(DefenseSettings settings, string restorer)
    {
        // These are the roles whose changes are not undone. The restorer's own role must be one of them, or the restorer would start itself
        // without end.
        var trusted = settings.Restore.Mode == RestoreMode.Always ? Administrators.None : settings.Administrators;
        var values = new PlaceholderValues
        {
            [Placeholder.TrustedRoles] = [.. trusted.IssuerArns, restorer],
            [Placeholder.OtherPermissionSets] = trusted.OtherPermissionSets,
        };
        return EventBridgeCompiler.Compile(ResponseRule.Load(Id).Expand(values.ByName));
    }
}
