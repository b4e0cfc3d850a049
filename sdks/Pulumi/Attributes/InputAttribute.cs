namespace Pulumi;

/// <summary>Gives a member of an arguments class its wire name.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class InputAttribute(string name, bool required = false, bool json = false) : Attribute
{
    internal string Name { get; } = name;

    internal bool IsRequired { get; } = required;

    /// <summary>Whether the value is sent as JSON text, like the arguments of providers.</summary>
    internal bool Json { get; } = json;
}
