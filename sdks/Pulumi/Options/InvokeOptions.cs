namespace Pulumi;

/// <summary>Options for a call of a provider function.</summary>
public class InvokeOptions
{
    /// <summary>The resource whose provider is used by default.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The provider.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>The version of the provider plugin.</summary>
    public string? Version { get; set; }

    /// <summary>The URL from which to download the provider plugin.</summary>
    public string? PluginDownloadURL { get; set; }
}
