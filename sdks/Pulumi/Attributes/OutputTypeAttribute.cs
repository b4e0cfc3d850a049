namespace Pulumi;

/// <summary>Marks a class that an output may hold.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutputTypeAttribute : Attribute;
