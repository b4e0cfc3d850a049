using System.Collections.Concurrent;
using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Verifying.Deep;

/// <summary>
/// Asks an account no more where nobody answers. A call that is not answered is repeated for minutes, and an account is asked for hundreds
/// of things: one that only keeps silent would hold up a verification for days. What is not asked is not seen, and is told so.
/// </summary>
/// <param name="account">The account.</param>
internal sealed class AnsweringAccount(IAwsApi account) : IAwsApi
{
    // A Region can be down by itself. When several do not answer, no other will.
    private const int MostSilentRegions = 3;

    private readonly ConcurrentDictionary<string, AwsException> _silent = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Id => account.Id;

    /// <summary>Why nothing more is asked; null while somebody may answer.</summary>
    public string? Silence
    {
        get
        {
            // Every call asks this, and hardly any account is silent.
            if (_silent.IsEmpty)
            {
                return null;
            }

            var silent = _silent.OrderBy(region => region.Key, StringComparer.Ordinal).ToList();
            return silent.Count < MostSilentRegions
                ? null
                : $"nobody answered in {string.Join(", ", silent.Select(region => region.Key))}, so nothing else was asked "
                    + $"({silent[0].Value.Message})";
        }
    }

    /// <inheritdoc/>
    public IAwsApi InAccount(string accountId) => account.InAccount(accountId);

    /// <inheritdoc/>
    public async Task<string> SendAsync(AwsCall request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_silent.TryGetValue(request.Region, out var earlier))
        {
            throw earlier;
        }

        if (Silence is { } reason)
        {
            throw new AwsException(request.Operation, Id, request.Region, reason);
        }

        try
        {
            return await account.SendAsync(request).ConfigureAwait(false);
        }
        catch (AwsException exception) when (exception.Status == 0)
        {
            _silent[request.Region] = exception;
            throw;
        }
    }
}
