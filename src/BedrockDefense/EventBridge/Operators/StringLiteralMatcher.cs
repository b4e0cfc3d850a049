using System.Text.Json;

namespace BedrockDefense.EventBridge.Operators;

/// <summary>A string that is compared character by character; case counts.</summary>
internal sealed class StringLiteralMatcher(string text) : IValueMatcher
{
    public string Description => VisibleText.Quote(text, VisibleText.Excerpt);

    public bool Matches(EventValue value) => value.Kind == JsonValueKind.String && value.Text == text;

    /// <summary>
    /// Creates the matcher for a string of a pattern. A string that is an IP address also equals other spellings of that
    /// address.
    /// </summary>
    public static IValueMatcher Create(string text) =>
        EventBridgeAddress.Parse(text) is { } address
            ? new CidrMatcher(address, address.Length * 8, VisibleText.Quote(text, VisibleText.Excerpt))
            : new StringLiteralMatcher(text);
}
