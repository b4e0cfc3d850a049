using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BedrockDefense.Emulator.Models;

namespace BedrockDefense.Emulator.Moto;

/// <summary>
/// The local AWS: moto's server in its own process on a free port. It enforces no authorization and keeps everything in memory.
/// Organizations under different management accounts do not see each other.
/// </summary>
internal sealed class MotoServer : IDisposable
{
    /// <summary>The name of the program.</summary>
    public const string Program = "moto_server";

    /// <summary>The command that installs the program. The known gaps are those of this version.</summary>
    public const string InstallCommand = "pip install 'moto[server]==5.2.1'";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly StringBuilder _log = new();
    private readonly Process _process;

    private MotoServer(string program, Uri address, string? logFile)
    {
        Address = address;
        // The models are looked for first. Without models nothing is started.
        Calls = new CallLog(new CallCheck(ModelFolder.Of(program)));
        string[] arguments = ["-H", address.Host, "-p", $"{address.Port}"];
        // A server that outlives this process must not write into its pipes.
        var start = logFile is null
            ? new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            : new ProcessStartInfo(
                "/bin/sh",
                ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null", "sh", logFile, program, .. arguments]
            );
        // The emulator's Step Functions calls the other services at this port.
        start.Environment["MOTO_PORT"] = $"{address.Port}";
        // The emulator's list of Regions is old. Without this setting it refuses Regions that are not on the list.
        start.Environment["MOTO_ALLOW_NONEXISTENT_REGION"] = "true";
        _process = Process.Start(start)!;
        if (logFile is null)
        {
            _process.OutputDataReceived += Note;
            _process.ErrorDataReceived += Note;
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }
    }

    /// <summary>The server's address.</summary>
    public Uri Address { get; }

    /// <summary>The server's output.</summary>
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

    /// <summary>The id of the server's process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="program">The path of the program.</param>
    /// <param name="logFile">The file for the output of a server that outlives this process; null for a server that does not.</param>
    /// <exception cref="InvalidOperationException">The server does not answer; the message has its output.</exception>
    public static async Task<MotoServer> StartAsync(string program, string? logFile = null)
    {
        var server = new MotoServer(program, new Uri($"http://127.0.0.1:{FreePort()}"), logFile);
        using var http = new HttpClient();
        for (
            var start = Stopwatch.GetTimestamp();
            !server._process.HasExited && Stopwatch.GetElapsedTime(start) < StartTimeout;
            await Task.Delay(100).ConfigureAwait(false)
        )
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(server.Address, "/moto-api/data.json")).ConfigureAwait(false);
                if (answer.IsSuccessStatusCode)
                {
                    return server;
                }
            }
            catch (HttpRequestException)
            {
                // The server is not listening yet.
            }
        }

        using (server)
        {
            throw new InvalidOperationException(
                $"moto_server does not answer at {server.Address}; it wrote:{Environment.NewLine}{server.Log}"
            );
        }
    }

    /// <summary>Every call that was sent to this server.</summary>
    public CallLog Calls { get; }

    /// <summary>Gives the client of an account.</summary>
    public AwsAccount Account(string accountId) => new(Address, accountId, Calls);

    /// <summary>
    /// Gives the client of an account without judging its calls, for calls whose form differs from AWS's; see <see
    /// cref="Attack.EmulatedDefinition"/>.
    /// </summary>
    public AwsAccount UncheckedAccount(string accountId) => new(Address, accountId, new CallLog(Calls.Check, isJudged: false));

    /// <summary>
    /// Lets the emulator's Step Functions run state machines, in all accounts. Afterwards the emulator no longer returns the state machines
    /// that CloudFormation made.
    /// </summary>
    public async Task RunStateMachinesAsync()
    {
        using var http = new HttpClient();
        using var content = new StringContent("""{"stepfunctions":{"execute_state_machine":true}}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(Address, "/moto-api/config"), content).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
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
