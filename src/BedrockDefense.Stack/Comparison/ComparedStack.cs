using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Comparison;

/// <summary>One side of a comparison: a configuration and what the program declares for it.</summary>
/// <param name="Config">The configuration, as the engine would hand it to the program.</param>
/// <param name="Settings">The checked settings.</param>
/// <param name="Stack">The stack, rendered or of a plan.</param>
internal sealed record ComparedStack(IReadOnlyDictionary<string, string> Config, DefenseSettings Settings, StackDeclaration Stack)
{
    /// <summary>The resources of a plan that this version would make otherwise; empty where it makes them alike.</summary>
    /// <remarks>Another version made the plan, or somebody changed it.</remarks>
    public IReadOnlySet<ResourceKey> Foreign { get; init; } = new HashSet<ResourceKey>();

    /// <summary>The version that made the plan; null for a configuration.</summary>
    public string? Version { get; init; }

    /// <summary>The name of the plan's file; empty for a configuration.</summary>
    public string File { get; init; } = "";
}
