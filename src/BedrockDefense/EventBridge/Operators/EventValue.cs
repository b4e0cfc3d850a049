using System.Text.Json;

namespace BedrockDefense.EventBridge.Operators;

/// <summary>A leaf of an event: its kind and its text (a string's content, a number's digits).</summary>
internal record EventValue(JsonValueKind Kind, string Text)
{
    /// <summary>The value of a number that can be compared exactly, otherwise null.</summary>
    public double? Number { get; } = Kind == JsonValueKind.Number ? ComparableNumber.Parse(Text) : null;

    /// <summary>How a reason shows the value.</summary>
    public string Display() =>
        Kind == JsonValueKind.String ? VisibleText.Quote(Text, VisibleText.Excerpt) : VisibleText.Of(Text, VisibleText.Excerpt);
}
