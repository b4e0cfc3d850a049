namespace Pulumi;

/// <summary>How long operations on a resource may take.</summary>
public sealed class CustomTimeouts
{
    /// <summary>The limit for creation.</summary>
    public TimeSpan? Create { get; set; }

    /// <summary>The limit for updates.</summary>
    public TimeSpan? Update { get; set; }

    /// <summary>The limit for deletion.</summary>
    public TimeSpan? Delete { get; set; }

    internal CustomTimeouts Clone() =>
        new()
        {
            Create = Create,
            Update = Update,
            Delete = Delete,
        };
}
