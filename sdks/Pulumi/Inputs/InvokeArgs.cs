namespace Pulumi;

/// <summary>The arguments of a provider function.</summary>
public abstract class InvokeArgs : InputArgs
{
    /// <summary>No arguments.</summary>
    public static readonly InvokeArgs Empty = new NoArgs();

    /// <summary>Creates an empty set of arguments.</summary>
    protected InvokeArgs() { }

    private sealed class NoArgs : InvokeArgs;
}
