namespace Pulumi;

/// <summary>The arguments of a resource.</summary>
public abstract class ResourceArgs : InputArgs
{
    /// <summary>No arguments.</summary>
    public static readonly ResourceArgs Empty = new NoArgs();

    /// <summary>Creates an empty set of arguments.</summary>
    protected ResourceArgs() { }

    private sealed class NoArgs : ResourceArgs;
}
