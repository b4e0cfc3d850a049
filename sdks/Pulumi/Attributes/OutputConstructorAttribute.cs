namespace Pulumi;

/// <summary>Marks the constructor of an output type. Its parameters have the wire names.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class OutputConstructorAttribute : Attribute;
