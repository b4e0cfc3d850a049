using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Tests;

[assembly: AssemblyFixture(typeof(MotoFixture))]

namespace BedrockDefense.Emulator.Tests;

/// <summary>
/// One emulator for the test run. The first test that needs it starts it. Tests that must not see each other use separate organizations,
/// under different management accounts.
/// </summary>
public sealed class MotoFixture : IDisposable
{
    private readonly Lock _starting = new();
    private Task<MotoServer>? _server;

    /// <summary>Starts the emulator or returns the running one. Without moto the test ends here.</summary>
    internal Task<MotoServer> ServerAsync()
    {
        var program = Tool.Require(MotoServer.Program, MotoServer.InstallCommand);
        lock (_starting)
        {
            return _server ??= MotoServer.StartAsync(program);
        }
    }

    /// <summary>Gives an account's client. Without moto the test ends here.</summary>
    internal async Task<IAwsApi> AccountAsync(string accountId) => (await ServerAsync()).Account(accountId);

    /// <summary>Shows the emulator's output if the current test has failed.</summary>
    public void ShowLogOfFailure()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed && _server is { IsCompletedSuccessfully: true } started)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"moto_server wrote:{Environment.NewLine}{started.Result.Log}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_server is { IsCompletedSuccessfully: true } started)
        {
            started.Result.Dispose();
        }
    }
}
