using System.Text.Json;

namespace BedrockDefense.EventBridge.Operators;

/// <summary><c>true</c>, <c>false</c> or <c>null</c>: the value is the same keyword. An absent field is not null.</summary>
internal sealed class KeywordLiteralMatcher(JsonValueKind kind, string text) : IValueMatcher
{
    public string Description => text;

    public bool Matches(EventValue value) => value.Kind == kind;
}
