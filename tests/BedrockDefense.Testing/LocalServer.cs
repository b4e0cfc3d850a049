using System.Net;
using System.Net.Sockets;

namespace BedrockDefense.Testing;

/// <summary>A server of HTTP on this machine, at a free port. It answers several requests at once.</summary>
public sealed class LocalServer : IDisposable
{
    private readonly HttpListener _listener = new();

    /// <summary>Starts to listen.</summary>
    /// <param name="answer">Answers a request.</param>
    public LocalServer(Func<HttpListenerContext, Task> answer)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = Task.Run(() => ServeAsync(answer));
    }

    /// <summary>The address.</summary>
    public Uri Address { get; }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private async Task ServeAsync(Func<HttpListenerContext, Task> answer)
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = Task.Run(() => answer(context));
        }
    }
}
