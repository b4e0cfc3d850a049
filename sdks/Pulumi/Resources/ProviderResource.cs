namespace Pulumi;

/// <summary>A configured provider, which other resources may name in their options.</summary>
public class ProviderResource : CustomResource
{
    /// <summary>Creates and registers a provider for a package such as <c>aws</c>.</summary>
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : this(package, name, args, options, registerPackageRequest: null) { }

    /// <summary>Creates and registers a provider for a parameterized package.</summary>
    public ProviderResource(
        string package,
        string name,
        ResourceArgs args,
        CustomResourceOptions? options = null,
        RegisterPackageRequest? registerPackageRequest = null
    )
        : base($"pulumi:providers:{package}", name, args, options, registerPackageRequest) => Package = package;

    internal string Package { get; }

    /// <summary>Returns the provider in the form for mocks: <c>urn::id</c>.</summary>
    internal async Task<string> GetReferenceAsync()
    {
        var urn = await Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var id = await Id.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        return $"{urn}::{(string.IsNullOrEmpty(id) ? Serialization.Wire.Unknown : id)}";
    }
}
