using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BedrockDefense.Emulator.Tests.Emulator;

[assembly: AssemblyFixture(typeof(MotoServer))]

namespace BedrockDefense.Emulator.Tests.Emulator;

/// <summary>
/// The local AWS, moto's server: one for the test run, started by the first test that needs it. Tests that must not see
/// each other have organizations of their own, under different management accounts. It enforces no authorization.
/// </summary>
public sealed class MotoServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly StringBuilder _log = new();
    private readonly Lock _starting = new();
    private Task<Uri>? _address;
    private Process? _process;

    /// <summary>What the server wrote.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>An account's clients; without moto the test ends here.</summary>
    internal async Task<AwsAccount> AccountAsync(string accountId)
    {
        var program = Tool.Require("moto_server", "pip install 'moto[server]==5.2.1'");
        Task<Uri> address;
        lock (_starting)
        {
            address = _address ??= StartAsync(program);
        }

        return new AwsAccount(await address, accountId, this);
    }

    /// <summary>Shows what the server wrote if the test that ends has failed.</summary>
    public void ShowLogOfFailure()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"moto_server wrote:{Environment.NewLine}{Log}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill(entireProcessTree: true);
            running.WaitForExit();
        }

        _process?.Dispose();
    }

    private async Task<Uri> StartAsync(string program)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        _process = Process.Start(new ProcessStartInfo(program, ["-H", address.Host, "-p", $"{address.Port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += Note;
        _process.ErrorDataReceived += Note;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        using var http = new HttpClient();
        for (var start = Stopwatch.GetTimestamp(); !_process.HasExited && Stopwatch.GetElapsedTime(start) < Patience; await Task.Delay(100))
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(address, "/moto-api/data.json"));
                if (answer.IsSuccessStatusCode)
                {
                    return address;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new InvalidOperationException($"moto_server does not answer at {address}; it wrote:{Environment.NewLine}{Log}");
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.AppendLine(line.Data);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
