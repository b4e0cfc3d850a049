namespace Pulumi;

/// <summary>Names the output type for one value of the discriminator property.</summary>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = true)]
public sealed class DiscriminatedUnionCaseAttribute(string tag, Type type) : Attribute
{
    /// <summary>The value of the discriminator property.</summary>
    public string Tag { get; } = tag;

    /// <summary>The output type, which implements the interface.</summary>
    public Type Type { get; } = type;
}
