using System.Text.Json;

namespace BedrockDefense.EventBridge.Operators;

/// <summary>
/// A number, compared by value: 5, 5.0 and 5e0 are the same number. A number that a 64-bit float cannot hold exactly, such as
/// a very long integer, equals only the same digits.
/// </summary>
internal sealed class NumberLiteralMatcher(string text) : IValueMatcher
{
    private readonly double? _comparable = ComparableNumber.Parse(text);

    public string Description => VisibleText.Of(text, VisibleText.Excerpt);

    public bool Matches(EventValue value) =>
        value.Kind == JsonValueKind.Number && (value.Text == text || (_comparable is { } number && value.Number == number));
}
