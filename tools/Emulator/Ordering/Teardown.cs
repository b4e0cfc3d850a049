using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Ordering;

/// <summary>
/// Deletes a stack as <c>pulumi destroy</c> does: each resource before its dependencies, except resources that outlive the stack.
/// </summary>
internal static class Teardown
{
    /// <summary>Deletes the stack, and returns the resources that stay.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="gone">Is called for each deleted resource; null for no call.</param>
    public static async Task<IReadOnlyList<DeclaredResource>> RunAsync(StackDeployment stack, Action<DeclaredResource>? gone = null)
    {
        var resources = stack.Declaration.Resources.ToDictionary(resource => resource.Key);
        List<DeclaredResource> kept = [];
        foreach (var resource in new DependencyGraph(stack.Declaration).DeletionOrder().Select(key => resources[key]))
        {
            if (!resource.Type.StartsWith("aws:", StringComparison.Ordinal))
            {
                continue;
            }

            if (IsRetained(resource, resources))
            {
                kept.Add(resource);
                continue;
            }

            await ResourceKinds.Of(resource.Type, resource.Name).Delete(stack.PlaceOf(resource), resource).ConfigureAwait(false);
            gone?.Invoke(resource);
        }

        return kept;
    }

    // A resource inherits this option from its parent (Pulumi, "Resource option: retainOnDelete"), so the settings of a bucket that stays
    // also stay.
    internal static bool IsRetained(DeclaredResource resource, Dictionary<ResourceKey, DeclaredResource> resources) =>
        resource.Options.RetainOnDelete
        || (resource.Options.Parent is { } parent && resources.TryGetValue(parent, out var container) && IsRetained(container, resources));
}
