namespace BedrockDefense.Emulator.Provisioning;

/// <summary>A configuration cannot be made on the emulator: AWS would refuse it, or moto cannot do it.</summary>
/// <param name="what">What could not be made, and where.</param>
/// <param name="reason">Why.</param>
internal sealed class ProvisioningException(string what, Exception reason)
    : InvalidInputException($"{what} cannot be made on the emulator: {reason.Message}")
{
    /// <summary>Why.</summary>
    public Exception Reason { get; } = reason;
}
