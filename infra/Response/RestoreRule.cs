using BedrockDefense.Catalog;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Response;

/// <summary>A rule that starts the restorer, in every account and governed Region.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pattern">Its pattern, compiled from a Sigma rule of <c>policies/response</c>.</param>
internal sealed record RestoreRule(string Name, CompiledPattern Pattern)
{
    /// <summary>The rules of a configuration.</summary>
    public static IReadOnlyList<RestoreRule> Of(DefenseSettings settings)
    {
        // Whose changes stay. The restorer's own must, or it would start itself for ever.
        IReadOnlyList<string> trusted = settings.Restore.Mode == RestoreMode.Always
            ? [Names.RestorerRoles(settings)]
            : [.. settings.Administrators, Names.RestorerRoles(settings)];
        return
        [
            new RestoreRule(Names.Restorer, Compile("restore", trusted)),
            new RestoreRule($"{Names.Restorer}-disguise", Compile("restore-from-disguise", trusted)),
        ];
    }

    private static CompiledPattern Compile(string id, IReadOnlyList<string> trusted) =>
        EventBridgeCompiler.Compile(ResponseRule.Load(id).Expand(new Dictionary<string, IReadOnlyList<string>> { ["trusted"] = trusted }));
}
