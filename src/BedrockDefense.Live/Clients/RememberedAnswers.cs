using System.Collections.Concurrent;

namespace BedrockDefense.Live.Clients;

/// <summary>
/// Sends each call once and remembers its answer. Several resources share a call, such as the targets of a rule, and it is for a few
/// resources of one account only.
/// </summary>
/// <param name="account">The account that answers.</param>
internal sealed class RememberedAnswers(IAwsApi account) : IAwsApi
{
    private readonly ConcurrentDictionary<(string, string, string, string?), Lazy<Task<string>>> _answers = [];

    /// <inheritdoc/>
    public string Id => account.Id;

    /// <inheritdoc/>
    public IAwsApi InAccount(string accountId) => account.InAccount(accountId);

    /// <inheritdoc/>
    public Task<string> SendAsync(AwsCall request) =>
        _answers
            .GetOrAdd(
                (request.Region, request.Operation, request.Path, request.Content?.Text),
                _ => new Lazy<Task<string>>(() => account.SendAsync(request))
            )
            .Value;
}
