using System.Text.Json;

namespace BedrockDefense.EventBridge.Operators;

/// <summary>
/// <c>{"numeric": ["&gt;", 0, "&lt;=", 5]}</c>: one comparison, or a lower bound followed by a greater upper bound.
/// </summary>
internal sealed class NumericMatcher(IReadOnlyList<NumericBound> bounds) : IValueMatcher
{
    private const string Form =
        "numeric takes [\"=\", n], [\"<\" or \"<=\", n], [\">\" or \">=\", n]"
        + " or a lower bound followed by an upper bound, such as [\">=\", 1, \"<\", 5]";

    public string Description => $"numeric {string.Join(" and ", bounds)}";

    public bool Matches(EventValue value) => value.Number is { } number && bounds.All(bound => bound.Admits(number));

    public static IValueMatcher? Parse(LocatedJson argument, ParseContext context)
    {
        if (argument.Kind != JsonValueKind.Array || argument.Items.Count is not (2 or 4))
        {
            return context.Refuse(argument, $"{Form}, not {Display(argument)}");
        }

        List<NumericBound> bounds = [];
        foreach (var pair in argument.Items.Chunk(2))
        {
            if (pair[0].Kind != JsonValueKind.String || !NumericBound.Operators.Contains(pair[0].Text))
            {
                return context.Refuse(pair[0], $"{Form}; {pair[0].Display()} is no comparison");
            }

            if (pair[1].Kind != JsonValueKind.Number)
            {
                return context.Refuse(pair[1], $"{Form}; {pair[1].Display()} is no number");
            }

            if (context.Dialect.NumberFault(pair[1].Text) is { } fault)
            {
                return context.Refuse(pair[1], $"the number {pair[1].Display()} {fault}");
            }

            bounds.Add(new NumericBound(pair[0].Text, ComparableNumber.Parse(pair[1].Text)!.Value));
        }

        if (bounds is not [var lower, var upper])
        {
            return new NumericMatcher(bounds);
        }

        if (!lower.IsLower || !upper.IsUpper)
        {
            return context.Refuse(argument, $"{Form}, not {Display(argument)}");
        }

        return lower.Limit < upper.Limit
            ? new NumericMatcher(bounds)
            : context.Refuse(argument, $"numeric {Display(argument)}: the lower bound must be less than the upper bound");
    }

    private static string Display(LocatedJson argument) =>
        argument.Items.Count == 0 ? argument.Display() : $"[{string.Join(", ", argument.Items.Take(5).Select(item => item.Display()))}]";
}

/// <summary>One comparison of <see cref="NumericMatcher"/>.</summary>
internal sealed record NumericBound(string Operator, double Limit)
{
    /// <summary>The comparison operators.</summary>
    public static readonly IReadOnlyList<string> Operators = ["=", "<", "<=", ">", ">="];

    public bool IsLower => Operator.StartsWith('>');

    public bool IsUpper => Operator.StartsWith('<');

    public bool Admits(double number) =>
        Operator switch
        {
            "=" => number == Limit,
            "<" => number < Limit,
            "<=" => number <= Limit,
            ">" => number > Limit,
            _ => number >= Limit,
        };

    public override string ToString() => $"{Operator} {Limit.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}";
}
