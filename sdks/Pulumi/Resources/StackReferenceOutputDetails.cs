namespace Pulumi;

/// <summary>An output of another stack; exactly one property is set if the output exists.</summary>
public sealed class StackReferenceOutputDetails
{
    /// <summary>The value, if it is no secret.</summary>
    public object? Value { get; set; }

    /// <summary>The value, if it is a secret.</summary>
    public object? SecretValue { get; set; }
}
