namespace Pulumi;

/// <summary>Marks an interface of output types. A property of the raw value, the discriminator, decides which type it is.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class DiscriminatedUnionDiscriminatorAttribute(string propertyName) : Attribute
{
    /// <summary>The wire name of the discriminator property.</summary>
    public string PropertyName { get; } = propertyName;
}
