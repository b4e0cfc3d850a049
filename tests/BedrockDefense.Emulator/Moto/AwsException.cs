namespace BedrockDefense.Emulator.Moto;

/// <summary>The emulator refused a call, or could not answer it.</summary>
internal sealed class AwsException(string operation, string account, string region, int status, string body)
    : Exception($"{operation} in {account}, {region}: {status} {body}")
{
    /// <summary>The operation.</summary>
    public string Operation { get; } = operation;

    /// <summary>The status of HTTP.</summary>
    public int Status { get; } = status;
}
