namespace Pulumi;

/// <summary>Marks an output property of a resource and gives it its wire name (default: the property's name).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute(string? name = null) : Attribute
{
    /// <summary>The wire name.</summary>
    public string? Name { get; } = name;
}
