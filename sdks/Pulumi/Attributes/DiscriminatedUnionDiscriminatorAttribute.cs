namespace Pulumi;

/// <summary>Marks an interface of output types that a property of the raw value tells apart.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class DiscriminatedUnionDiscriminatorAttribute(string propertyName) : Attribute
{
    /// <summary>The wire name of the telling property.</summary>
    public string PropertyName { get; } = propertyName;
}
