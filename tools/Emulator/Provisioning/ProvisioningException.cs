namespace BedrockDefense.Emulator.Provisioning;

/// <summary>A configuration cannot be deployed to the emulator, because AWS would refuse it or moto cannot do it.</summary>
/// <param name="what">The resource that could not be created, and its place.</param>
/// <param name="reason">The reason.</param>
internal sealed class ProvisioningException(string what, Exception reason)
    : InvalidInputException($"{what} cannot be made on the emulator: {reason.Message}")
{
    /// <summary>The reason.</summary>
    public Exception Reason { get; } = reason;
}
