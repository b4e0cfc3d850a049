using System.Text.Json;

namespace BedrockDefense.Cli.Input;

/// <summary>A CloudTrail record that was given.</summary>
/// <param name="Name">What to call it: its file, with its number there when there are several.</param>
/// <param name="Record">The record.</param>
/// <param name="Event">The EventBridge event that it came in, if it did.</param>
internal sealed record EventRecord(string Name, JsonElement Record, JsonElement? Event);
