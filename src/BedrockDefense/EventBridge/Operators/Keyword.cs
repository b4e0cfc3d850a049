using System.Text.Json;

namespace BedrockDefense.EventBridge.Operators;

/// <summary><c>true</c>, <c>false</c> or <c>null</c>: equal to itself only; null is not absence.</summary>
internal sealed class Keyword(JsonValueKind kind, string text) : IValueMatcher
{
    public string Description => text;

    public bool Matches(EventValue value) => value.Kind == kind;
}
