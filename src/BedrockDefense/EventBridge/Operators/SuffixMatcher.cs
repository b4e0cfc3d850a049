using System.Text.Json;

namespace BedrockDefense.EventBridge.Operators;

/// <summary><c>{"suffix": "…"}</c> or <c>{"suffix": {"equals-ignore-case": "…"}}</c>: the string ends with this text.</summary>
internal sealed class SuffixMatcher(string text) : IValueMatcher
{
    public string Description => $"suffix {VisibleText.Quote(text, VisibleText.Excerpt)}";

    // The rule engine compares JSON text, in which a value begins with its opening quote.
    public bool Matches(EventValue value) =>
        value.Kind == JsonValueKind.String && ('"' + value.Text).EndsWith(text, StringComparison.Ordinal);

    public static IValueMatcher? Parse(LocatedJson argument, ParseContext context) =>
        argument.Kind == JsonValueKind.String
            ? new SuffixMatcher(argument.Text)
            : EqualsIgnoreCaseMatcher.ParseNested("suffix", argument, context, (text, value) => text.IsSuffixOf('"' + value));
}
