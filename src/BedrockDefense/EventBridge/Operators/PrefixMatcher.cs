using System.Text.Json;

namespace BedrockDefense.EventBridge.Operators;

/// <summary><c>{"prefix": "…"}</c> or <c>{"prefix": {"equals-ignore-case": "…"}}</c>: the string begins with this text.</summary>
internal sealed class PrefixMatcher(string text) : IValueMatcher
{
    public string Description => $"prefix {VisibleText.Quote(text, VisibleText.Excerpt)}";

    // The rule engine compares JSON text, in which a value ends with its closing quote.
    public bool Matches(EventValue value) =>
        value.Kind == JsonValueKind.String && (value.Text + '"').StartsWith(text, StringComparison.Ordinal);

    public static IValueMatcher? Parse(LocatedJson argument, ParseContext context) =>
        argument.Kind == JsonValueKind.String
            ? new PrefixMatcher(argument.Text)
            : EqualsIgnoreCaseMatcher.ParseNested("prefix", argument, context, (text, value) => text.IsPrefixOf(value + '"'));
}
