namespace Pulumi;

/// <summary>What a transformation sees.</summary>
#pragma warning disable CA1815 // The package's type has no equality either.
public readonly struct ResourceTransformationArgs(Resource resource, ResourceArgs args, ResourceOptions options)
#pragma warning restore CA1815
{
    /// <summary>The resource, not yet registered.</summary>
    public Resource Resource { get; } = resource;

    /// <summary>Its arguments.</summary>
    public ResourceArgs Args { get; } = args;

    /// <summary>Its options.</summary>
    public ResourceOptions Options { get; } = options;
}
