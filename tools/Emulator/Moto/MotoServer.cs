using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BedrockDefense.Emulator.Models;

namespace BedrockDefense.Emulator.Moto;

/// <summary>
/// The local AWS, moto's server, in a process of its own on a free port. It enforces no authorization, and keeps all in
/// memory: organizations under different management accounts do not see each other.
/// </summary>
internal sealed class MotoServer : IDisposable
{
    /// <summary>The name of the program.</summary>
    public const string Program = "moto_server";

    /// <summary>How to get it; this version is the one whose gaps are known.</summary>
    public const string Install = "pip install 'moto[server]==5.2.1'";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly StringBuilder _log = new();
    private readonly Process _process;

    private MotoServer(string program, Uri address, string? logFile)
    {
        Address = address;
        // Before anything is started: where there are no models, nothing is.
        Calls = new CallLog(new CallCheck(ModelFolder.Of(program)));
        string[] arguments = ["-H", address.Host, "-p", $"{address.Port}"];
        // One that outlives this process must not write into its pipes.
        var start = logFile is null
            ? new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            : new ProcessStartInfo(
                "/bin/sh",
                ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null", "sh", logFile, program, .. arguments]
            );
        // Where its Step Functions calls the other services.
        start.Environment["MOTO_PORT"] = $"{address.Port}";
        // It knows Regions by an old list, and answers with a fault in those that are not on it.
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

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What it wrote.</summary>
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

    /// <summary>Its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts one and waits until it answers.</summary>
    /// <param name="program">The path of the program.</param>
    /// <param name="logFile">Where it writes, for one that outlives this process; null for one that does not.</param>
    /// <exception cref="InvalidOperationException">It does not answer; with what it wrote.</exception>
    public static async Task<MotoServer> StartAsync(string program, string? logFile = null)
    {
        var server = new MotoServer(program, new Uri($"http://127.0.0.1:{FreePort()}"), logFile);
        using var http = new HttpClient();
        for (
            var start = Stopwatch.GetTimestamp();
            !server._process.HasExited && Stopwatch.GetElapsedTime(start) < Patience;
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
                // Not listening yet.
            }
        }

        using (server)
        {
            throw new InvalidOperationException(
                $"moto_server does not answer at {server.Address}; it wrote:{Environment.NewLine}{server.Log}"
            );
        }
    }

    /// <summary>Every call that was sent to it.</summary>
    public CallLog Calls { get; }

    /// <summary>The clients of an account.</summary>
    public AwsAccount Account(string accountId) => new(Address, accountId, Calls);

    /// <summary>
    /// The clients of an account for what this emulator takes in another form than AWS, see
    /// <see cref="Attack.EmulatedDefinition"/>.
    /// </summary>
    public AwsAccount AccountOfItsOwnForm(string accountId) => new(Address, accountId, new CallLog(Calls.Check, isJudged: false));

    /// <summary>
    /// Lets its Step Functions run state machines, for all accounts from here on; it then no longer tells those that CloudFormation
    /// made.
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
