using System.Text.Json;

namespace BedrockDefense.EventBridge.Operators;

/// <summary>
/// A leaf of an event: its kind and its text. The text of a string is its content; the text of a number is its digits.
/// </summary>
internal record EventValue(JsonValueKind Kind, string Text)
{
    /// <summary>The value, if it is a number that can be compared exactly; otherwise null.</summary>
    public double? Number { get; } = Kind == JsonValueKind.Number ? ComparableNumber.Parse(Text) : null;

    /// <summary>Returns the value as the reasons of a verdict show it.</summary>
    public string Display() =>
        Kind == JsonValueKind.String ? VisibleText.Quote(Text, VisibleText.Excerpt) : VisibleText.Of(Text, VisibleText.Excerpt);
}
