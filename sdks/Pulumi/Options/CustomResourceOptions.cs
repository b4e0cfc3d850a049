namespace Pulumi;

/// <summary>Options of a custom resource.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    /// <summary>Whether a replacement deletes the old resource first.</summary>
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>Outputs that are secret, in addition to those that the provider names.</summary>
    public List<string> AdditionalSecretOutputs
    {
        get => field ??= [];
        set;
    }

    /// <summary>The id of a cloud resource to import.</summary>
    public string? ImportId { get; set; }

    /// <summary>Environment variables to rename for a provider.</summary>
    public Dictionary<string, string> EnvVarMappings
    {
        get => field ??= [];
        set;
    }

    /// <summary>Merges options into new ones. Lists are joined, and a value that is set in the second options replaces the first.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = new CustomResourceOptions();
        foreach (var options in new[] { options1, options2 }.OfType<CustomResourceOptions>())
        {
            merged.Overlay(options);
        }

        return merged;
    }

    internal override ResourceOptions Clone() => Merge(this, null);

    private void Overlay(CustomResourceOptions other)
    {
        base.Overlay(other);
        DeleteBeforeReplace = other.DeleteBeforeReplace ?? DeleteBeforeReplace;
        AdditionalSecretOutputs = [.. AdditionalSecretOutputs, .. other.AdditionalSecretOutputs];
        ImportId = other.ImportId ?? ImportId;
        foreach (var (source, target) in other.EnvVarMappings)
        {
            EnvVarMappings[source] = target;
        }
    }
}
