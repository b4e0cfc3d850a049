namespace Pulumi;

/// <summary>Options of a component.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    /// <summary>Providers for the children, one per package. They cannot be combined with <see cref="ResourceOptions.Provider"/>.</summary>
    public List<ProviderResource> Providers
    {
        get => field ??= [];
        set;
    }

    /// <summary>
    /// Merges options into new ones. Lists are joined, and a value that is set in the second options replaces the first. Of the providers
    /// for one package the last stays.
    /// </summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions();
        foreach (var options in new[] { options1, options2 }.OfType<ComponentResourceOptions>())
        {
            merged.Overlay(options);
            merged.Providers.AddRange(options.Providers);
        }
        merged.Providers = LastPerPackage(merged.Providers);
        return merged;
    }

    internal override ResourceOptions Clone()
    {
        var copy = new ComponentResourceOptions { Providers = [.. Providers] };
        copy.Overlay(this);
        return copy;
    }

    private static List<ProviderResource> LastPerPackage(IEnumerable<ProviderResource> providers) =>
        [.. providers.Reverse().DistinctBy(provider => provider.Package).Reverse()];
}
