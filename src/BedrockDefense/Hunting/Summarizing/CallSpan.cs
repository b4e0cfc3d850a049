namespace BedrockDefense.Hunting.Summarizing;

/// <summary>How often something was called, and when.</summary>
/// <param name="Calls">The number of calls.</param>
/// <param name="Refused">The number of calls that were refused or failed.</param>
/// <param name="FirstTicks">The time of the first call, in UTC (<see cref="DateTimeOffset.UtcTicks"/>).</param>
/// <param name="LastTicks">The time of the last call.</param>
public readonly record struct CallSpan(long Calls, long Refused, long FirstTicks, long LastTicks)
{
    /// <summary>The time of the first call.</summary>
    public DateTimeOffset First => new(FirstTicks, TimeSpan.Zero);

    /// <summary>The time of the last call.</summary>
    public DateTimeOffset Last => new(LastTicks, TimeSpan.Zero);

    /// <summary>Returns the span of the calls of both.</summary>
    internal CallSpan With(CallSpan other) =>
        Calls == 0
            ? other
            : new(
                Calls + other.Calls,
                Refused + other.Refused,
                Math.Min(FirstTicks, other.FirstTicks),
                Math.Max(LastTicks, other.LastTicks)
            );
}
