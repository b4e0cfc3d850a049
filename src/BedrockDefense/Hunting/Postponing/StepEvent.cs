namespace BedrockDefense.Hunting.Postponing;

/// <summary>An event of a later step, as the bytes of its record tell it.</summary>
/// <param name="Hunt">The number of the hunt.</param>
/// <param name="Group">A hash of the values that the correlation groups by.</param>
/// <param name="Time">The time of the event in ticks.</param>
internal readonly record struct StepEvent(int Hunt, ulong Group, long Time);
