using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Scp.Conditions;

/// <summary>
/// Compares the six parts of an ARN one by one, so that a wildcard crosses a colon only in the last. What is no ARN
/// of six parts, in the policy or the request, matches nothing.
/// </summary>
internal sealed class ArnLike : TextOperator
{
    private const int Parts = 6;

    public override bool Matches(PolicyText expected, string actual, RequestContext request)
    {
        if (expected.Resolve(request) is not { } symbols)
        {
            return false;
        }

        var wanted = Split(symbols);
        var given = actual.Split(':', Parts);
        return wanted.Count == Parts
            && given.Length == Parts
            && given[0] == "arn"
            && wanted.Zip(given, (pattern, part) => new Wildcards(pattern).Matches(part)).All(matches => matches);
    }

    private static List<List<WildcardSymbol>> Split(IReadOnlyList<WildcardSymbol> symbols)
    {
        List<List<WildcardSymbol>> parts =
        [
            [],
        ];
        foreach (var symbol in symbols)
        {
            if (symbol.IsColon && parts.Count < Parts)
            {
                parts.Add([]);
            }
            else
            {
                parts[^1].Add(symbol);
            }
        }

        return parts;
    }
}
