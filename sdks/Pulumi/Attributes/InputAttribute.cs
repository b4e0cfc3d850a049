namespace Pulumi;

/// <summary>Gives a member of an argument bag its wire name.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class InputAttribute(string name, bool required = false, bool json = false) : Attribute
{
    internal string Name { get; } = name;

    internal bool IsRequired { get; } = required;

    /// <summary>The value travels as JSON text, as provider arguments do.</summary>
    internal bool Json { get; } = json;
}
