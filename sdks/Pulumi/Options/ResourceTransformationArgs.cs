namespace Pulumi;

/// <summary>The input of a transformation.</summary>
#pragma warning disable CA1815 // The package's type has no equality either.
public readonly struct ResourceTransformationArgs(Resource resource, ResourceArgs args, ResourceOptions options)
#pragma warning restore CA1815
{
    /// <summary>The resource, not yet registered.</summary>
    public Resource Resource { get; } = resource;

    /// <summary>The resource's arguments.</summary>
    public ResourceArgs Args { get; } = args;

    /// <summary>The resource's options.</summary>
    public ResourceOptions Options { get; } = options;
}
