using System.Text.RegularExpressions;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Sigma.Reading;

/// <summary>
/// Parses a condition by recursive descent. The operators in ascending order of precedence are <c>or</c>, <c>and</c>, <c>not</c>,
/// <c>1 of</c> / <c>all of</c>, and parentheses.
/// </summary>
internal sealed partial class ConditionParser
{
    /// <summary>
    /// The maximum number of references to search identifiers. <c>1 of</c> refers to many at once, so a small file could otherwise
    /// have millions of references.
    /// </summary>
    private const int MaximumReferences = 10_000;

    /// <summary>The maximum depth of nesting, which no real rule reaches. It also limits the parser's own stack.</summary>
    private const int MaximumDepth = 50;

    private readonly List<(string Text, SourceLocation At)> _tokens = [];
    private readonly IReadOnlyDictionary<string, Selection> _selections;
    private int _position;
    private int _depth;
    private int _references;

    private ConditionParser(YamlScalar condition, IReadOnlyDictionary<string, Selection> selections)
    {
        _selections = selections;
        foreach (Match match in Token().Matches(condition.Text))
        {
            _tokens.Add((match.Value, LocationOf(condition, match.Index)));
        }

        _tokens.Add(("", LocationOf(condition, condition.Text.Length)));
    }

    /// <summary>
    /// Returns the condition with its search identifiers inserted. After a fault, it returns a node that matches nothing.
    /// </summary>
    public static DetectionNode Parse(YamlScalar condition, IReadOnlyDictionary<string, Selection> selections, FaultList faults)
    {
        var parser = new ConditionParser(condition, selections);
        try
        {
            var node = parser.ParseOr();
            return parser._position == parser._tokens.Count - 1 ? node : throw parser.UnexpectedToken("'and', 'or' or the end");
        }
        catch (ConditionException exception)
        {
            faults.Add(exception.Location, exception.Message);
            return new AnyOf([]);
        }
    }

    private (string Text, SourceLocation At) Next => _tokens[_position];

    private DetectionNode ParseOr() => ParseOperands("or", ParseAnd, parts => new AnyOf(parts));

    private DetectionNode ParseAnd() => ParseOperands("and", ParseNegation, parts => new AllOf(parts));

    private DetectionNode ParseOperands(string word, Func<DetectionNode> operand, Func<IReadOnlyList<DetectionNode>, DetectionNode> join)
    {
        var parts = new List<DetectionNode> { operand() };
        while (Accept(word))
        {
            parts.Add(operand());
        }

        return parts.Count == 1 ? parts[0] : join(parts);
    }

    private DetectionNode ParseNegation()
    {
        var at = Next.At;
        if (++_depth > MaximumDepth)
        {
            throw new ConditionException(at, $"the condition nests more than {MaximumDepth} deep");
        }

        var node = Accept("not") ? new Negated(ParseNegation()) : ParsePrimary();
        _depth--;
        return node;
    }

    private DetectionNode ParsePrimary()
    {
        if (Accept("("))
        {
            var inner = ParseOr();
            return Accept(")") ? inner : throw UnexpectedToken("')'");
        }
        var (text, at) = Next;
        if (_tokens.ElementAtOrDefault(_position + 1).Text is { } of && IsWord(of, "of"))
        {
            return ParseQuantified();
        }

        if (!Identifier().IsMatch(text) || IsWord(text, "and") || IsWord(text, "or") || IsWord(text, "not"))
        {
            throw UnexpectedToken("a search identifier");
        }

        _position++;
        return text == "condition" ? throw new ConditionException(at, "the condition refers to itself")
            : _selections.TryGetValue(text, out var selection) ? selection
            : throw new ConditionException(
                at,
                $"the condition names '{text}', which the detection does not define; defined: {string.Join(", ", _selections.Keys)}"
            );
    }

    private DetectionNode ParseQuantified()
    {
        var (quantifier, at) = Next;
        var all = IsWord(quantifier, "all");
        if (!all && quantifier != "1")
        {
            throw new ConditionException(at, $"'{quantifier} of' is not supported; write '1 of' or 'all of'");
        }

        _position += 2;
        var (pattern, patternAt) = Next;
        if (!Pattern().IsMatch(pattern))
        {
            throw UnexpectedToken("'them' or a name pattern such as selection_*");
        }

        _position++;
        // By convention, "them" leaves out identifiers that start with an underscore. A pattern that names them includes them.
        var selected = IsWord(pattern, "them")
            ? _selections.Values.Where(selection => !selection.Name.StartsWith('_'))
            : _selections.Values.Where(selection => MatchesPattern(pattern, selection.Name));
        DetectionNode[] parts = [.. selected];
        if (parts.Length == 0)
        {
            throw new ConditionException(
                patternAt,
                $"no search identifier is meant by '{pattern}'; defined: {string.Join(", ", _selections.Keys)}"
            );
        }

        if ((_references += parts.Length) > MaximumReferences)
        {
            throw new ConditionException(at, $"the condition means search identifiers more than {MaximumReferences:N0} times");
        }

        return all ? new AllOf(parts) : new AnyOf(parts);
    }

    // A star is the only wildcard in such a pattern.
    private static bool MatchesPattern(string pattern, string name) =>
        TextMatcher.Matches(
            new SigmaText([
                .. pattern
                    .Split('*')
                    .SelectMany(
                        (literal, index) =>
                            new[] { new TextPart(TextPartKind.AnyRun, "*"), new TextPart(TextPartKind.Literal, literal) }.Skip(
                                index == 0 ? 1 : 0
                            )
                    ),
            ]),
            name,
            cased: true
        );

    private bool Accept(string word)
    {
        if (!IsWord(Next.Text, word))
        {
            return false;
        }

        _position++;
        return true;
    }

    private ConditionException UnexpectedToken(string expected) =>
        new(
            Next.At,
            $"expected {expected} in the condition, found {(Next.Text.Length == 0 ? "its end" : $"'{Next.Text}'")}"
                + (Next.Text == "|" ? "; aggregations after '|' are the old syntax, write a correlation rule" : "")
        );

    /// <summary>Returns whether a token is an operator. As in Sigma's own tools, the case does not matter.</summary>
    private static bool IsWord(string token, string word) => token.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Returns the exact column for a condition on one line. For a condition on several lines, it returns the beginning of the
    /// condition.
    /// </summary>
    private static SourceLocation LocationOf(YamlScalar condition, int index) =>
        condition.Location with
        {
            Column = condition.Location.Column + index + (condition.IsPlain ? 0 : 1),
        };

    [GeneratedRegex(@"[()|]|[^\s()|]+")]
    private static partial Regex Token();

    [GeneratedRegex("^[A-Za-z0-9_.-]+$")]
    private static partial Regex Identifier();

    [GeneratedRegex("^[A-Za-z0-9_.*-]+$")]
    private static partial Regex Pattern();

    private sealed class ConditionException(SourceLocation location, string message) : Exception(message)
    {
        public SourceLocation Location { get; } = location;
    }
}
