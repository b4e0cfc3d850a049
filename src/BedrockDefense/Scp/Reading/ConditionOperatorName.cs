using BedrockDefense.Scp.Conditions;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Reading;

/// <summary>The parts of an operator's name: the set operator, the base operator and <c>IfExists</c>.</summary>
internal sealed record ConditionOperatorName(string Source, ConditionSet Set, ConditionOperator Operator, bool HasIfExists)
{
    private const string Suffix = "IfExists";

    public static ConditionOperatorName? TryParse(string source, out string fault)
    {
        var colon = source.IndexOf(':', StringComparison.Ordinal);
        var set = ConditionSet.None;
        var rest = source[(colon + 1)..];
        var ifExists = rest.EndsWith(Suffix, StringComparison.Ordinal);
        var name = ifExists ? rest[..^Suffix.Length] : rest;
        fault = "";
        if (colon >= 0 && (!Enum.TryParse(source[..colon], out set) || set.ToString() != source[..colon] || set == ConditionSet.None))
        {
            fault = $"{VisibleText.Quote(source)} begins with no set operator; there are ForAllValues: and ForAnyValue:";
        }
        else if (ConditionOperators.Find(name) is not { } known)
        {
            fault = $"{VisibleText.Quote(source)} is not a condition operator; {Suggest(name)}";
        }
        else if (!known.ComparesValues && (ifExists || set != ConditionSet.None))
        {
            fault = $"{VisibleText.Quote(source)}: {name} asks only whether the key is there and takes neither IfExists nor a set operator";
        }
        else
        {
            return new ConditionOperatorName(source, set, known, ifExists);
        }

        return null;
    }

    private static string Suggest(string name) =>
        ConditionOperators.Names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } near
            ? $"write {near}"
            : $"the operators are {string.Join(", ", ConditionOperators.Names)}, each also with IfExists (but for Null)";
}
