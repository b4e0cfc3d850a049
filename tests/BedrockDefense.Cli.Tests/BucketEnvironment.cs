namespace BedrockDefense.Cli.Tests;

/// <summary>Sets the variables by which the command finds credentials for S3, and sets them back at the end.</summary>
internal sealed class BucketEnvironment : IDisposable
{
    private static readonly (string Name, string? Value)[] Variables =
    [
        ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ENDPOINT_URL_S3", null),
    ];

    private readonly string?[] _before = [.. Variables.Select(one => Environment.GetEnvironmentVariable(one.Name))];

    public BucketEnvironment()
    {
        foreach (var (name, value) in Variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach (var (one, value) in Variables.Zip(_before))
        {
            Environment.SetEnvironmentVariable(one.Name, value);
        }
    }
}
