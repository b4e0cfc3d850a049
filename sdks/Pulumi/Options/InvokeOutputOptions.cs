namespace Pulumi;

/// <summary>How a provider function with an output result is called.</summary>
public class InvokeOutputOptions : InvokeOptions
{
    /// <summary>Resources to wait for.</summary>
    public InputList<Resource> DependsOn
    {
        get => field ??= [];
        set;
    }
}
