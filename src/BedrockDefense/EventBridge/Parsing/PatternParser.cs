using System.Text.Json;
using BedrockDefense.EventBridge.Operators;

namespace BedrockDefense.EventBridge.Parsing;

/// <summary>
/// Turns the object of a pattern into alternatives. Each alternative has one condition for each field path. A pattern without
/// <c>$or</c> has one alternative; each <c>$or</c> multiplies their number.
/// </summary>
/// <remarks>
/// A later condition on the same path replaces an earlier one of the same alternative. This also holds across <c>$or</c> and
/// for duplicate keys, because the rule engine compiles a pattern in this way.
/// </remarks>
internal sealed class PatternParser(ParseContext context)
{
    private const string Or = "$or";

    /// <summary>Returns the alternatives of a pattern. Use them only if the context has no fault afterwards.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, FieldCondition>> Parse(LocatedJson root)
    {
        List<Dictionary<string, FieldCondition>> alternatives =
        [
            [],
        ];
        if (root.Kind == JsonValueKind.Object)
        {
            ParseObject(root, "", 1, insideOr: false, alternatives);
        }
        else
        {
            context.Refuse(root, $"a pattern is a JSON object, not {root.Display()}");
        }

        return alternatives;
    }

    private void ParseObject(LocatedJson node, string path, int depth, bool insideOr, List<Dictionary<string, FieldCondition>> alternatives)
    {
        context.Path = path;
        if (node.Members.Count == 0)
        {
            context.Refuse(node, "an empty object is not allowed; name a field or leave the key out");
        }

        foreach (var member in node.Members)
        {
            if (member.Name == Or && !context.Dialect.OrIsFieldName)
            {
                context.Path = Join(path, Or);
                ParseOr(member.Value, path, depth, alternatives);
                continue;
            }

            context.Path = Join(path, member.Name);
            if (insideOr && ReservedNamesInOr.Names.Contains(member.Name))
            {
                context.Refuse(
                    member.Value,
                    $"{VisibleText.Quote(member.Name, VisibleText.Excerpt)} is an operator and no field name inside $or"
                );
            }
            else
            {
                ParseField(member.Value, context.Path, depth, insideOr, alternatives);
            }
        }
    }

    private void ParseField(LocatedJson node, string path, int depth, bool insideOr, List<Dictionary<string, FieldCondition>> alternatives)
    {
        switch (node.Kind)
        {
            case JsonValueKind.Object:
                ParseObject(node, path, depth + 1, insideOr, alternatives);
                break;
            case JsonValueKind.Array:
                var condition = new FieldCondition(path, depth, ParseMatchers(node));
                foreach (var alternative in alternatives)
                {
                    alternative[path] = condition;
                }

                break;
            default:
                context.Refuse(node, $"a field takes a list of values or an object of fields; write [{node.Display()}]");
                break;
        }
    }

    private void ParseOr(LocatedJson node, string path, int depth, List<Dictionary<string, FieldCondition>> alternatives)
    {
        if (node.Kind != JsonValueKind.Array || node.Items.Count < 2)
        {
            context.Refuse(node, $"$or takes a list of two objects or more, not {OrDisplay(node)}");
            return;
        }

        var before = alternatives.ToList();
        alternatives.Clear();
        foreach (var branch in node.Items)
        {
            if (branch.Kind != JsonValueKind.Object)
            {
                context.Path = Join(path, Or);
                context.Refuse(branch, $"$or takes objects only, not {branch.Display()}");
                continue;
            }

            var extended = before.Select(alternative => new Dictionary<string, FieldCondition>(alternative)).ToList();
            ParseObject(branch, path, depth, insideOr: true, extended);
            alternatives.AddRange(extended);
            if (alternatives.Count <= EventPatternLimits.MaximumOrCombinations)
            {
                continue;
            }

            context.Path = Join(path, Or);
            context.Refuse(branch, $"$or expands to more than {EventPatternLimits.MaximumOrCombinations} combinations");
            alternatives.RemoveRange(1, alternatives.Count - 1);
        }
    }

    private List<IValueMatcher> ParseMatchers(LocatedJson list)
    {
        if (list.Items.Count == 0)
        {
            context.Refuse(list, "an empty list is not allowed; give at least one value");
        }

        return [.. list.Items.Select(ParseMatcher).OfType<IValueMatcher>()];
    }

    private IValueMatcher? ParseMatcher(LocatedJson item)
    {
        switch (item.Kind)
        {
            case JsonValueKind.Array:
                return context.Refuse(item, "a list inside a list is not allowed; put the values into one list");
            case JsonValueKind.String:
                return StringLiteralMatcher.Create(item.Text);
            case JsonValueKind.Number:
                return new NumberLiteralMatcher(item.Text);
            case JsonValueKind.Object when item.Members is [var member]:
                return context.Dialect.Operators.TryGetValue(member.Name, out var parse)
                    ? parse(member.Value, context)
                    : context.Refuse(
                        item,
                        $"unknown operator {VisibleText.Quote(member.Name, VisibleText.Excerpt)}; the operators are "
                            + string.Join(", ", context.Dialect.Operators.Keys)
                    );
            case JsonValueKind.Object:
                return context.Refuse(
                    item,
                    "an operator object has exactly one key, such as {\"prefix\": \"…\"};" + $" this one has {item.Members.Count}"
                );
            default:
                return new KeywordLiteralMatcher(item.Kind, item.Text);
        }
    }

    private static string OrDisplay(LocatedJson node) =>
        node is { Kind: JsonValueKind.Array, Items.Count: 1 } ? "a list of one" : node.Display();

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
