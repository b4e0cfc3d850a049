namespace BedrockDefense.Live.Verifying.Checks;

/// <summary>When the canary last arrived at the end of the alerts' way.</summary>
/// <param name="Queue">The name of the queue in which it arrives.</param>
/// <param name="Said">When that was, as a part of a sentence.</param>
/// <param name="IsLate">Whether it is longer ago than the alarm on it allows.</param>
internal sealed record CanaryArrival(string Queue, string Said, bool IsLate);
