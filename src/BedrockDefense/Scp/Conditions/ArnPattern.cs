using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Conditions;

/// <summary>
/// Compares the six parts of an ARN one by one, so a wildcard matches a colon only in the last part. A text that is not an
/// ARN of six parts matches nothing, whether it stands in the policy or in the request.
/// </summary>
internal static class ArnPattern
{
    private const int Parts = 6;

    public static bool Matches(string actual, ResolvedText expected)
    {
        var wanted = Split(expected.Symbols);
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
