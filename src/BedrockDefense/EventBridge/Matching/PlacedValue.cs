using System.Text.Json;
using BedrockDefense.EventBridge.Operators;

namespace BedrockDefense.EventBridge.Matching;

/// <summary>A leaf of an event and the list elements it lies in.</summary>
internal sealed record PlacedValue(JsonValueKind Kind, string Text, ElementSet Elements) : EventValue(Kind, Text);
