using System.Text.Json;
using BedrockDefense.EventBridge.Operators;

namespace BedrockDefense.EventBridge.Matching;

/// <summary>A leaf of an event: its kind, its text (a string's content, a number's digits), the list elements it lies in.</summary>
internal sealed record EventValue(JsonValueKind Kind, string Text, ElementSet Elements)
{
    /// <summary>The value of a number that can be compared exactly, otherwise null.</summary>
    public double? Number { get; } = Kind == JsonValueKind.Number ? ComparableNumber.Parse(Text) : null;

    /// <summary>How a reason shows the value.</summary>
    public string Display() =>
        Kind == JsonValueKind.String ? VisibleText.Quote(Text, VisibleText.Excerpt) : VisibleText.Of(Text, VisibleText.Excerpt);
}
