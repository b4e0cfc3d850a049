using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Proving.Attacking;

/// <summary>AWS's API with a marker as the user agent of every call. CloudTrail records it, and so each alert names it.</summary>
/// <param name="api">Sends the calls.</param>
/// <param name="marker">The marker.</param>
internal sealed class MarkedApi(IAwsApi api, string marker) : IAwsApi
{
    /// <summary>The name of the header.</summary>
    public const string Header = "User-Agent";

    /// <inheritdoc/>
    public string Id => api.Id;

    /// <summary>AWS's id of the last request that it answered; null when it told none.</summary>
    public string? RequestId { get; private set; }

    /// <inheritdoc/>
    public IAwsApi InAccount(string accountId) => new MarkedApi(api.InAccount(accountId), marker);

    /// <inheritdoc/>
    public Task<string> SendAsync(AwsCall request) =>
        api.SendAsync(request with { Headers = [.. request.Headers, (Header, marker)], Answered = answer => RequestId = answer.RequestId });
}
