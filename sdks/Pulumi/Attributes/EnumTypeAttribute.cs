namespace Pulumi;

/// <summary>
/// Marks a struct that wraps a string or a double: it has a constructor of that one parameter and an explicit
/// conversion back.
/// </summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EnumTypeAttribute : Attribute;
