namespace Pulumi;

/// <summary>A resource that a provider creates.</summary>
public class CustomResource : Resource
{
    /// <summary>Creates and registers a resource.</summary>
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : this(type, name, args, options, registerPackageRequest: null) { }

    /// <summary>Creates and registers a resource of a parameterized package.</summary>
    public CustomResource(
        string type,
        string name,
        ResourceArgs? args,
        CustomResourceOptions? options = null,
        RegisterPackageRequest? registerPackageRequest = null
    )
        : base(type, name, custom: true, args ?? ResourceArgs.Empty, options ?? new(), remote: false) { }

    /// <summary>Creates an object for a resource that was registered elsewhere.</summary>
    private protected CustomResource() { }

    /// <summary>The id that the provider gave to the resource; unknown in a preview that creates the resource.</summary>
    [Output("id")]
    public Output<string> Id { get; private protected set; } = null!;
}
