using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BedrockDefense.Testing.StateMachines;

/// <summary>A server on this machine that speaks HTTPS, keeps what it is sent, and answers as a test says.</summary>
public sealed class HttpsEndpoint : IAsyncDisposable
{
    private readonly Queue<(int Status, string Body)> _answers;
    private readonly X509Certificate2 _certificate = CreateCertificate();
    private readonly WebApplication _server;

    /// <summary>Starts the server.</summary>
    /// <param name="answers">The answers, in order. The last one is given again and again.</param>
    public HttpsEndpoint(params (int Status, string Body)[] answers)
    {
        _answers = new(answers);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        _server = builder.Build();
        _server.Run(AnswerAsync);
        _server.Start();
        Address = new Uri(
            _server
                .Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.Single()
        );
        Client = new HttpClient(
            new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (_, found, _, _) => found?.Thumbprint == _certificate.Thumbprint,
            }
        );
    }

    /// <summary>The address of the server.</summary>
    public Uri Address { get; }

    /// <summary>A client that trusts this server only.</summary>
    public HttpClient Client { get; }

    /// <summary>What the server was sent, in order: the path with the query, the value of the header Authorization, and the body.</summary>
    public List<(string Target, string Authorization, string Body)> Received { get; } = [];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Received.Add(
            (
                $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}",
                context.Request.Headers.Authorization.ToString(),
                await reader.ReadToEndAsync()
            )
        );
        var (status, body) = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
