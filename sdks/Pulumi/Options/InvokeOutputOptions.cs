namespace Pulumi;

/// <summary>Options for a call of a provider function that returns an output.</summary>
public class InvokeOutputOptions : InvokeOptions
{
    /// <summary>Resources to wait for.</summary>
    public InputList<Resource> DependsOn
    {
        get => field ??= [];
        set;
    }
}
