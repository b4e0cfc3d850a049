namespace Pulumi;

/// <summary>An earlier identity of a resource: its URN, or the parts that differ from the current identity.</summary>
public sealed class Alias
{
    /// <summary>The whole URN; excludes all other parts.</summary>
    public string? Urn { get; set; }

    /// <summary>The earlier name.</summary>
    public Input<string>? Name { get; set; }

    /// <summary>The earlier type token.</summary>
    public Input<string>? Type { get; set; }

    /// <summary>The earlier stack.</summary>
    public Input<string>? Stack { get; set; }

    /// <summary>The earlier project.</summary>
    public Input<string>? Project { get; set; }

    /// <summary>The earlier parent.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The earlier parent's URN.</summary>
    public Input<string>? ParentUrn { get; set; }

    /// <summary>Whether there was no parent.</summary>
    public bool NoParent { get; set; }

    /// <summary>Computes the URN that the alias stands for, for a resource with this name, type and parent.</summary>
    internal Output<string> ToUrn(string name, string type, Resource? parent)
    {
        if (Urn is not null)
        {
            if (Name is not null || Type is not null || Stack is not null || Project is not null || ParentCount > 0)
            {
                throw new ArgumentException("An Alias with a Urn has no other parts.");
            }

            return Output.Create(Urn);
        }
        if (ParentCount > 1)
        {
            throw new ArgumentException("An Alias has at most one of Parent, ParentUrn and NoParent.");
        }

        return Pulumi.Urn.Create(
            Name ?? name,
            Type ?? type,
            Parent ?? (ParentCount == 0 ? parent : null),
            ParentUrn,
            Project ?? Deployment.Instance.ProjectName,
            Stack ?? Deployment.Instance.StackName
        );
    }

    private int ParentCount => (Parent is null ? 0 : 1) + (ParentUrn is null ? 0 : 1) + (NoParent ? 1 : 0);
}
