using BedrockDefense.EventBridge.Operators;
using BedrockDefense.EventBridge.Parsing;

namespace BedrockDefense.EventBridge.Matching;

/// <summary>Says in words why a pattern matched or did not match.</summary>
internal static class Reasons
{
    private const int MaximumShown = 4;

    /// <summary>Names the values that decided a match.</summary>
    public static string ForMatch(IReadOnlyList<Evidence> evidence) => Join("; ", evidence.Select(Describe));

    /// <summary>Names what was not met: a field that fails every alternative, or else one field of each alternative.</summary>
    public static string ForMiss(IReadOnlyList<Alternative> alternatives, EventFields fields)
    {
        var unmet = alternatives.Select(alternative => alternative.FindUnmetConditions(fields).ToList()).ToList();
        var common = unmet[0].Where(condition => unmet.All(others => others.Contains(condition))).ToList();
        if (common.Count > 0)
        {
            return Join("; ", common.Select(condition => Describe(condition, fields)));
        }

        if (alternatives.Count == 1)
        {
            return DescribeCombination(alternatives[0]);
        }

        var each = alternatives.Select(
            (alternative, i) => $"({i + 1}) {(unmet[i] is [var first, ..] ? Describe(first, fields) : DescribeCombination(alternative))}"
        );
        return $"none of {alternatives.Count} alternatives: {Join(" ", each)}";
    }

    private static string Describe(Evidence evidence) =>
        evidence switch
        {
            { Value: null } => $"{VisibleText.Of(evidence.Path, VisibleText.Excerpt)} is absent",
            { Matcher: StringLiteralMatcher or NumberLiteralMatcher or KeywordLiteralMatcher } =>
                $"{VisibleText.Of(evidence.Path, VisibleText.Excerpt)} is {evidence.Value.Display()}",
            _ => $"{VisibleText.Of(evidence.Path, VisibleText.Excerpt)} is {evidence.Value.Display()} ({evidence.Matcher!.Description})",
        };

    private static string Describe(FieldCondition condition, EventFields fields)
    {
        var path = VisibleText.Of(condition.Path, VisibleText.Excerpt);
        var values = fields.ValuesAt(condition.Path);
        if (values.Count == 0)
        {
            return fields.ContainerAt(condition.Path) is { } container ? $"{path} is {container}, not a value" : $"{path} is absent";
        }

        var wanted = condition.Matchers.Count == 1 ? "not" : "none of:";
        return $"{path} is {Join(", ", values.Select(value => value.Display()).Distinct())}, {wanted} "
            + Join(", ", condition.Matchers.Select(matcher => matcher.Description));
    }

    private static string DescribeCombination(Alternative alternative) =>
        "each field has a fitting value, but not within the same list element: "
        + Join(", ", alternative.Conditions.Select(condition => VisibleText.Of(condition.Path, VisibleText.Excerpt)));

    private static string Join(string separator, IEnumerable<string> items)
    {
        var all = items.ToList();
        var shown = string.Join(separator, all.Take(MaximumShown));
        return all.Count <= MaximumShown ? shown : $"{shown}{separator}and {all.Count - MaximumShown} more";
    }
}
