using System.Text.Json;
using BedrockDefense.EventBridge.Operators;

namespace BedrockDefense.EventBridge.Matching;

/// <summary>A leaf of an event, with the list elements in which it lies.</summary>
internal sealed record PlacedValue(JsonValueKind Kind, string Text, ElementSet Elements) : EventValue(Kind, Text);
