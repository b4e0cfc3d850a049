using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Ordering;

/// <summary>
/// Takes a stack away as <c>pulumi destroy</c> does: each resource before all it waits for, those that outlive the stack excepted.
/// </summary>
internal static class Teardown
{
    /// <summary>Takes it away, and gives the resources that stay.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="gone">Is told what is gone, as it is; null to tell nobody.</param>
    public static async Task<IReadOnlyList<DeclaredResource>> RunAsync(StackDeployment stack, Action<DeclaredResource>? gone = null)
    {
        var resources = stack.Declaration.Resources.ToDictionary(resource => resource.Key);
        List<DeclaredResource> kept = [];
        foreach (var resource in new DependencyGraph(stack.Declaration).LastToFirst().Select(key => resources[key]))
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

    // "The default is to inherit this value from the parent resource" (Pulumi, "Resource option: retainOnDelete"), so that
    // a bucket which stays keeps its settings.
    internal static bool IsRetained(DeclaredResource resource, Dictionary<ResourceKey, DeclaredResource> resources) =>
        resource.Options.RetainOnDelete
        || (resource.Options.Parent is { } parent && resources.TryGetValue(parent, out var container) && IsRetained(container, resources));
}
