using System.Text.Json;

namespace BedrockDefense.Cli.Input;

/// <summary>A CloudTrail record from the user's files.</summary>
/// <param name="Name">The name to show: the record's file, and its number if the file has several records.</param>
/// <param name="Record">The record.</param>
/// <param name="Event">The EventBridge event that contained the record, or null.</param>
internal sealed record EventRecord(string Name, JsonElement Record, JsonElement? Event);
