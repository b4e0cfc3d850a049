namespace BedrockDefense.Live.Clients;

/// <summary>Spaces calls evenly, so that no more than a number of them are sent in a second.</summary>
/// <param name="callsPerSecond">The number; more than 0.</param>
/// <param name="time">The clock.</param>
internal sealed class Pace(double callsPerSecond, TimeProvider time)
{
    private readonly TimeSpan _distance = TimeSpan.FromSeconds(1 / callsPerSecond);
    private readonly Lock _gate = new();
    private DateTimeOffset _next;

    /// <summary>Waits until the next call may be sent.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan delay;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _next = (_next > now ? _next : now) + _distance;
            delay = _next - _distance - now;
        }

        return delay > TimeSpan.Zero ? Task.Delay(delay, time, cancellationToken) : Task.CompletedTask;
    }
}
