namespace BedrockDefense.Hunting.Summarizing;

/// <summary>How often something was called, and when.</summary>
/// <param name="Calls">The number of calls.</param>
/// <param name="Refused">The number of calls that were refused or failed.</param>
/// <param name="First">The time of the first call.</param>
/// <param name="Last">The time of the last call.</param>
public readonly record struct CallSpan(long Calls, long Refused, DateTimeOffset First, DateTimeOffset Last)
{
    /// <summary>Returns the span of the calls of both.</summary>
    internal CallSpan With(CallSpan other) =>
        Calls == 0
            ? other
            : new(
                Calls + other.Calls,
                Refused + other.Refused,
                First < other.First ? First : other.First,
                Last > other.Last ? Last : other.Last
            );
}
