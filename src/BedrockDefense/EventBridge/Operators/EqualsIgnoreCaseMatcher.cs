using System.Text.Json;

namespace BedrockDefense.EventBridge.Operators;

/// <summary><c>{"equals-ignore-case": "…"}</c>, on its own or inside prefix and suffix.</summary>
internal sealed class EqualsIgnoreCaseMatcher(string name, CaselessText text, Func<CaselessText, string, bool> compare) : IValueMatcher
{
    private const string Name = "equals-ignore-case";

    public string Description => $"{name} {text}";

    public bool Matches(EventValue value) => value.Kind == JsonValueKind.String && compare(text, value.Text);

    /// <summary>Reads the operator on its own, which compares the whole value.</summary>
    public static IValueMatcher? Parse(LocatedJson argument, ParseContext context) =>
        Create(Name, argument, context, (text, value) => text.IsAllOf(value));

    /// <summary>Reads the object form of prefix and suffix, whose one member is equals-ignore-case.</summary>
    public static IValueMatcher? ParseNested(
        string outer,
        LocatedJson argument,
        ParseContext context,
        Func<CaselessText, string, bool> compare
    ) =>
        argument.Members is [{ Name: Name, Value: var text }] && context.Dialect.AffixesIgnoreCase
            ? Create($"{outer} {Name}", text, context, compare)
            : context.Refuse(
                argument,
                $"{outer} takes one string"
                    + $"{(context.Dialect.AffixesIgnoreCase ? $" or {{\"{Name}\": string}}" : "")}, not {argument.Display()}"
            );

    private static IValueMatcher? Create(string name, LocatedJson argument, ParseContext context, Func<CaselessText, string, bool> compare)
    {
        if (argument.Kind != JsonValueKind.String)
        {
            return context.Refuse(argument, $"{name} takes one string, not {argument.Display()}");
        }

        if (CaselessText.FirstUnsupported(argument.Text) is { } letter)
        {
            return context.Refuse(
                argument,
                $"{name} {argument.Display()}: the letter {VisibleText.Quote(letter, VisibleText.Excerpt)} has no single upper and lower"
                    + " case form, and EventBridge does not compare it as one would expect; list the exact spellings instead"
            );
        }

        return new EqualsIgnoreCaseMatcher(name, new CaselessText(argument.Text), compare);
    }
}
