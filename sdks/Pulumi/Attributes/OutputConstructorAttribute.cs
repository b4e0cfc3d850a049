namespace Pulumi;

/// <summary>Marks the constructor of an output type whose parameters bear the wire names.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class OutputConstructorAttribute : Attribute;
