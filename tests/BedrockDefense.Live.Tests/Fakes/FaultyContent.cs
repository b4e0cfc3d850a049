using System.Net;

namespace BedrockDefense.Live.Tests.Fakes;

/// <summary>The body of an answer that does not come as it should.</summary>
/// <param name="write">Writes what comes of it.</param>
internal sealed class FaultyContent(Func<Stream, CancellationToken, Task> write) : HttpContent
{
    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream, CancellationToken.None);

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        write(stream, cancellationToken);

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
