using System.Text.Json;

namespace BedrockDefense.EventBridge.Operators;

/// <summary>
/// <c>{"anything-but": …}</c>: the field has a value, and the value is not among those excluded. The argument is one string
/// or number, or a list of either. It may also be an object with one member (prefix, suffix, equals-ignore-case or wildcard)
/// whose value is a string or a list of strings. An absent field does not match; null does.
/// </summary>
internal sealed class AnythingButMatcher(IReadOnlyList<IValueMatcher> excluded) : IValueMatcher
{
    public string Description => $"anything-but {string.Join(", ", excluded.Select(matcher => matcher.Description))}";

    public bool IsWildcard => excluded.Any(matcher => matcher.IsWildcard);

    public bool Matches(EventValue value) => !excluded.Any(matcher => matcher.Matches(value));

    public static IValueMatcher? Parse(LocatedJson argument, ParseContext context)
    {
        if (argument.Kind == JsonValueKind.Object)
        {
            return ParseNested(argument, context);
        }

        var values = argument.Kind == JsonValueKind.Array ? argument.Items : [argument];
        if (values.Count == 0)
        {
            return context.Refuse(argument, "anything-but excludes nothing; give at least one value");
        }

        if (values.FirstOrDefault(value => value.Kind is not (JsonValueKind.String or JsonValueKind.Number)) is { } wrong)
        {
            return context.Refuse(wrong, $"anything-but takes strings or numbers, not {wrong.Display()}");
        }

        if (values.DistinctBy(value => value.Kind).Count() > 1)
        {
            return context.Refuse(argument, "anything-but mixes strings and numbers; give values of one type");
        }

        if (values[0].Kind == JsonValueKind.String)
        {
            return new AnythingButMatcher([.. values.Select(value => new StringLiteralMatcher(value.Text))]);
        }

        foreach (var value in values)
        {
            if (context.Dialect.NumberFault(value.Text) is { } fault)
            {
                return context.Refuse(value, $"the number {value.Display()} {fault}");
            }
        }

        return new AnythingButMatcher([.. values.Select(value => new NumberLiteralMatcher(value.Text))]);
    }

    /// <summary>The operators that EventBridge accepts inside anything-but.</summary>
    public static IReadOnlyDictionary<string, Exclusion> EventBridgeExclusions { get; } =
        new Dictionary<string, Exclusion>
        {
            ["prefix"] = new(ParseNonEmpty(PrefixMatcher.Parse)),
            ["suffix"] = new(ParseNonEmpty(SuffixMatcher.Parse)),
            ["equals-ignore-case"] = new(EqualsIgnoreCaseMatcher.Parse),
            ["wildcard"] = new(WildcardMatcher.Parse),
        };

    /// <summary>
    /// The operators that anything-but accepted before EventBridge added wildcards, and lists of prefixes and suffixes.
    /// </summary>
    public static IReadOnlyDictionary<string, Exclusion> EarlierExclusions { get; } =
        new Dictionary<string, Exclusion>
        {
            ["prefix"] = new(ParseNonEmpty(PrefixMatcher.Parse), TakesList: false),
            ["suffix"] = new(ParseNonEmpty(SuffixMatcher.Parse), TakesList: false),
            ["equals-ignore-case"] = new(EqualsIgnoreCaseMatcher.Parse),
        };

    private static IValueMatcher? ParseNested(LocatedJson argument, ParseContext context)
    {
        if (argument.Members is not [var member] || !context.Dialect.Exclusions.TryGetValue(member.Name, out var exclusion))
        {
            var found = string.Join(", ", argument.Members.Select(m => VisibleText.Quote(m.Name, VisibleText.Excerpt)));
            return context.Refuse(
                argument,
                "anything-but takes strings, numbers or an object with one of"
                    + $" {string.Join(", ", context.Dialect.Exclusions.Keys)}, not an object with {(found.Length == 0 ? "nothing" : found)}"
            );
        }

        var isList = member.Value.Kind == JsonValueKind.Array;
        var values = isList ? member.Value.Items : [member.Value];
        if (values.Count == 0)
        {
            return context.Refuse(member.Value, $"anything-but {member.Name} excludes nothing; give at least one string");
        }

        if ((isList && !exclusion.TakesList) || values.Any(value => value.Kind != JsonValueKind.String))
        {
            return context.Refuse(
                member.Value,
                $"anything-but {member.Name} takes one string"
                    + $"{(exclusion.TakesList ? " or a list of strings" : "")}, not {DescribeWrong(values, isList)}"
            );
        }

        var excluded = values.Select(value => exclusion.Parse(value, context)).OfType<IValueMatcher>().ToList();
        return excluded.Count < values.Count ? null : new AnythingButMatcher(excluded);
    }

    private static string DescribeWrong(IReadOnlyList<LocatedJson> values, bool isList) =>
        values.FirstOrDefault(value => value.Kind != JsonValueKind.String)?.Display() ?? (isList ? "a list" : "that");

    private static OperatorParser ParseNonEmpty(OperatorParser parse) =>
        (argument, context) =>
            argument.Text.Length > 0
                ? parse(argument, context)
                : context.Refuse(argument, "anything-but an empty prefix or suffix can never match; give some text");
}
