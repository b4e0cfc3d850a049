namespace Pulumi;

/// <summary>Which resources a dependency stands for.</summary>
internal static class ResourceGraph
{
    /// <summary>
    /// The resources to wait for: a component stands for its children, at any depth of components, and is not waited
    /// for itself unless a provider creates its children.
    /// </summary>
    public static IEnumerable<Resource> Registered(IEnumerable<Resource> dependencies)
    {
        var seen = new HashSet<Resource>();
        Visit(dependencies);
        return seen.Where(resource => resource is not ComponentResource { IsRemote: false });

        void Visit(IEnumerable<Resource> resources)
        {
            foreach (var resource in resources)
            {
                if (!seen.Add(resource) || resource is not ComponentResource)
                {
                    continue;
                }

                Resource[] children;
                lock (resource.Children)
                {
                    children = [.. resource.Children];
                }

                Visit(children);
            }
        }
    }
}
