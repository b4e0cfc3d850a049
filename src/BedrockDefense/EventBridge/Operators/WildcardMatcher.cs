using System.Text.Json;

namespace BedrockDefense.EventBridge.Operators;

/// <summary>
/// <c>{"wildcard": "a*b"}</c>: a star stands for any text, also for no text. The escapes <c>\*</c> and <c>\\</c> stand for
/// the characters themselves. Two stars in a row and other escapes are invalid.
/// </summary>
internal sealed class WildcardMatcher : IValueMatcher
{
    private readonly string _pattern;
    private readonly string[] _parts;

    private WildcardMatcher(string pattern, string[] parts) => (_pattern, _parts) = (pattern, parts);

    public string Description => $"wildcard {VisibleText.Quote(_pattern, VisibleText.Excerpt)}";

    public bool IsWildcard => true;

    public bool Matches(EventValue value)
    {
        if (value.Kind != JsonValueKind.String)
        {
            return false;
        }

        if (_parts is [var whole])
        {
            return value.Text == whole;
        }

        // The first part is fixed to the beginning, and the last part to the end. For each other part the leftmost place is
        // always good enough.
        var (first, last) = (_parts[0], _parts[^1]);
        if (
            value.Text.Length < first.Length + last.Length
            || !value.Text.StartsWith(first, StringComparison.Ordinal)
            || !value.Text.EndsWith(last, StringComparison.Ordinal)
        )
        {
            return false;
        }

        var rest = value.Text.AsSpan(first.Length, value.Text.Length - first.Length - last.Length);
        foreach (var part in _parts.AsSpan(1, _parts.Length - 2))
        {
            var at = rest.IndexOf(part, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + part.Length)..];
        }

        return true;
    }

    public static IValueMatcher? Parse(LocatedJson argument, ParseContext context)
    {
        if (argument.Kind != JsonValueKind.String)
        {
            return context.Refuse(argument, $"wildcard takes one string, not {argument.Display()}");
        }

        var pattern = argument.Text;
        List<string> parts = [];
        var part = "";
        for (var i = 0; i < pattern.Length; i++)
        {
            var next = i + 1 < pattern.Length ? pattern[i + 1] : '\0';
            switch (pattern[i])
            {
                case '*' when next == '*':
                    return context.Refuse(argument, $"wildcard {argument.Display()} has two stars in a row; one is enough");
                case '*':
                    parts.Add(part);
                    part = "";
                    break;
                case '\\' when next is '*' or '\\':
                    part += next;
                    i++;
                    break;
                case '\\':
                    return context.Refuse(
                        argument,
                        $"wildcard {argument.Display()} has a backslash before something else than a star or a backslash"
                    );
                default:
                    part += pattern[i];
                    break;
            }
        }

        return new WildcardMatcher(pattern, [.. parts, part]);
    }
}
