using Microsoft.Extensions.Time.Testing;

namespace BedrockDefense.Testing;

/// <summary>A clock on which a wait ends at once, and takes the clock along. Only a deadline waits until the clock is moved.</summary>
public sealed class JumpingClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 28, 20, 15, 30, TimeSpan.Zero))
{
    /// <summary>How long a call waits for an answer. No wait between two requests is as long.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < Deadline)
        {
            Advance(dueTime);
        }

        return timer;
    }
}
