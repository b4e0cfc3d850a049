using System.Text.Json;

namespace BedrockDefense.Stack.Rehearsal;

/// <summary>An event that AWS puts on the default bus of an account and Region.</summary>
/// <param name="Account">The account.</param>
/// <param name="Region">The Region.</param>
/// <param name="Event">The event, as EventBridge delivers it.</param>
public sealed record PlacedEvent(string Account, string Region, JsonElement Event);
