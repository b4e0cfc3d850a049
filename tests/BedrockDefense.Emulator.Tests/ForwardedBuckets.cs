using System.Collections.Concurrent;
using System.Net;

namespace BedrockDefense.Emulator.Tests;

/// <summary>Stands before the emulator's S3, and notes which objects are read.</summary>
internal sealed class ForwardedBuckets : IDisposable
{
    private static readonly string[] Kept = ["Range", "If-Match", "Authorization", "x-amz-date", "x-amz-content-sha256"];

    private readonly LocalServer _server;
    private readonly HttpClient _emulator;

    /// <param name="emulator">The emulator's address.</param>
    public ForwardedBuckets(Uri emulator)
    {
        _emulator = new HttpClient { BaseAddress = emulator };
        _server = new LocalServer(ForwardAsync);
    }

    /// <summary>The address.</summary>
    public Uri Address => _server.Address;

    /// <summary>The names of the objects that were read, without their folders, once for each request.</summary>
    public ConcurrentQueue<string> Read { get; } = [];

    /// <summary>Happens before an object of this name is read.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _server.Dispose();
        _emulator.Dispose();
    }

    private async Task ForwardAsync(HttpListenerContext context)
    {
        var path = context.Request.RawUrl!;
        if (!path.Contains('?', StringComparison.Ordinal))
        {
            var name = path[(path.LastIndexOf('/') + 1)..];
            Read.Enqueue(name);
            await Before(name);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var header in Kept.Where(header => context.Request.Headers[header] is not null))
        {
            request.Headers.TryAddWithoutValidation(header, context.Request.Headers[header]);
        }

        using var answer = await _emulator.SendAsync(request);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is "ETag" or "Last-Modified" or "Content-Range" or "Content-Type")
            {
                context.Response.Headers[name] = string.Join(',', values);
            }
        }

        context.Response.Close(await answer.Content.ReadAsByteArrayAsync(), willBlock: false);
    }
}
