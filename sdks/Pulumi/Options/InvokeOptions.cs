namespace Pulumi;

/// <summary>How a provider function is called.</summary>
public class InvokeOptions
{
    /// <summary>A resource whose provider is used by default.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The provider.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>The version of the provider plugin.</summary>
    public string? Version { get; set; }

    /// <summary>Where to download the provider plugin.</summary>
    public string? PluginDownloadURL { get; set; }
}
