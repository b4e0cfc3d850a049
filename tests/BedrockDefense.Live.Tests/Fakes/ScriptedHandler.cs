namespace BedrockDefense.Live.Tests.Fakes;

/// <summary>Answers requests in place of the network, and keeps the times of their signatures.</summary>
/// <param name="answer">Gives the answer to the request with this number, from 0.</param>
internal sealed class ScriptedHandler(Func<int, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    /// <summary>The headers <c>X-Amz-Date</c> of the requests so far.</summary>
    public List<string> SignedAt { get; } = [];

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SignedAt.Add(request.Headers.GetValues("X-Amz-Date").Single());
        return answer(SignedAt.Count - 1, cancellationToken);
    }
}
