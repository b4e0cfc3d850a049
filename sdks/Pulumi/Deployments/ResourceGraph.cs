namespace Pulumi;

/// <summary>Finds the resources that a dependency stands for.</summary>
internal static class ResourceGraph
{
    /// <summary>
    /// Finds the resources to wait for. A component stands for its children, at any depth of components. The component itself is not waited
    /// for unless a provider creates its children.
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
