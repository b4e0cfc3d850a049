using Pulumi.Aws;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// The part of the stack's <c>aws:</c> configuration that every provider needs. The engine gives it to the default provider only, so the
/// program passes it to the providers that it declares.
/// </summary>
public sealed class ProviderSettings
{
    private readonly Action<ProviderArgs> _fill;

    internal ProviderSettings(Action<ProviderArgs> fill) => _fill = fill;

    /// <summary>Settings that change nothing.</summary>
    public static ProviderSettings None { get; } = new(_ => { });

    /// <summary>Fills the arguments of a provider with these settings.</summary>
    public void Fill(ProviderArgs args) => _fill(args);
}
