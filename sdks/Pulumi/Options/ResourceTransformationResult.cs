namespace Pulumi;

/// <summary>The result of a transformation.</summary>
#pragma warning disable CA1815 // The package's type has no equality either.
public readonly struct ResourceTransformationResult(ResourceArgs args, ResourceOptions options)
#pragma warning restore CA1815
{
    /// <summary>The new arguments.</summary>
    public ResourceArgs Args { get; } = args;

    /// <summary>The new options; the parent must stay the same.</summary>
    public ResourceOptions Options { get; } = options;
}
