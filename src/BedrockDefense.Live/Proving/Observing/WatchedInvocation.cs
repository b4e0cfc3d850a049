using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Proving.Observing;

/// <summary>An invocation whose record is looked for.</summary>
internal sealed class WatchedInvocation
{
    private readonly InvocationLog? _log;
    private readonly string _requestId;
    private readonly DateTimeOffset _sent;
    private TimeSpan? _seenAfter;
    private TimeSpan _waited;
    private string? _notRead;

    /// <summary>Prepares the looking.</summary>
    /// <param name="log">The place of the record, or the reason why none is known.</param>
    /// <param name="requestId">AWS's id of the request; null when the answer had none.</param>
    /// <param name="sent">When it was sent.</param>
    public WatchedInvocation((InvocationLog? Log, string? Reason) log, string? requestId, DateTimeOffset sent)
    {
        // Other texts could be more than one term of a filter.
        var isId = Guid.TryParseExact(requestId, "D", out _);
        (_log, _requestId, _sent) = (log.Log, isId ? requestId! : "", sent);
        _notRead = isId ? log.Reason : "the answer has no request id by which its record is known";
    }

    /// <summary>Whether looking again could tell more.</summary>
    public bool IsOpen => _notRead is null && _seenAfter is null;

    /// <summary>What was observed so far.</summary>
    public ObservedInvocation Observed =>
        new(
            _requestId.Length > 0 ? _requestId : null,
            _log?.Name,
            _seenAfter is { } seen ? Seconds(seen) : null,
            Seconds(_waited),
            _notRead
        );

    /// <summary>Looks once more, while that could tell more.</summary>
    public async Task LookAsync(TimeProvider time)
    {
        if (!IsOpen)
        {
            return;
        }

        try
        {
            var isThere = await ExpectedForm
                .RequireAsync(_log!.Operation, _log.Place.Account.Id, _log.Place.Region, () => _log.HasAsync(_requestId, _sent))
                .ConfigureAwait(false);
            _waited = time.GetUtcNow() - _sent;
            _seenAfter = isThere ? _waited : null;
        }
        catch (AwsException exception)
        {
            _notRead = exception.Message;
        }
    }

    private static double Seconds(TimeSpan span) => Math.Round(span.TotalSeconds, 1);
}
