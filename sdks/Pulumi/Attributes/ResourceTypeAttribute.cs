namespace Pulumi;

/// <summary>Gives a resource class its type token and package version.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class ResourceTypeAttribute(string type, string? version) : Attribute
{
    /// <summary>The type token, such as <c>aws:iam/role:Role</c>.</summary>
    public string Type { get; } = type;

    /// <summary>The version of the provider package.</summary>
    public string? Version { get; } = version;
}
