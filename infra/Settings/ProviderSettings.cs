using Pulumi.Aws;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// What the stack's <c>aws:</c> configuration tells every provider. The engine gives it to the default provider alone; a
/// provider that the program declares has to be told.
/// </summary>
public sealed class ProviderSettings
{
    private readonly Action<ProviderArgs> _fill;

    internal ProviderSettings(Action<ProviderArgs> fill) => _fill = fill;

    /// <summary>Nothing.</summary>
    public static ProviderSettings None { get; } = new(_ => { });

    /// <summary>Tells a provider.</summary>
    public void Fill(ProviderArgs args) => _fill(args);
}
